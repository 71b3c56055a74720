package org.legim.link;

/**
 * A node's way to its parent. Any call but {@link #connect} fails with NO_SESSION before the first
 * and after the parent has forgotten the session: then connect again.
 */
public interface ParentLink {

  /** Says hello and agrees a new session, in which all further calls are signed. */
  void connect() throws LinkException;

  /** See {@link LinkApi#join}. */
  JoinAnswer join(Join join) throws LinkException;

  /** See {@link LinkApi#heartbeat}. */
  HeartbeatAnswer heartbeat(Heartbeat heartbeat) throws LinkException;

  /** See {@link LinkApi#admit}. */
  JoinAnswer admit(Admit admit) throws LinkException;

  /** See {@link LinkApi#report}. */
  ReportAnswer report(Report report) throws LinkException;

  /** See {@link LinkApi#leave}. */
  DrainNotice leave(Leave leave) throws LinkException;

  /** See {@link LinkApi#errands}. */
  ErrandAnswer errands(ErrandCall call) throws LinkException;
}
