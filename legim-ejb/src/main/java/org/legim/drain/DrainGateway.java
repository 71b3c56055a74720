package org.legim.drain;

import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Leave;
import org.legim.link.LinkException;

/** The way of a leaving node's calls to its gateway. */
public interface DrainGateway {

  /** See {@link org.legim.link.LinkApi#leave}. */
  DrainNotice leave(Leave leave) throws LinkException;

  /** See {@link org.legim.link.LinkApi#errands}. */
  ErrandAnswer errands(ErrandCall call) throws LinkException;
}
