package org.legim.link;

/**
 * What a node answers to its neighbours: the calls of {@link LinkApi}, once it is known who calls.
 *
 * <p>A child that is not in yet gets no further than {@link #join} and {@link #ping}, and a parent
 * no further than {@link #ping}; whoever lets a child in has to call {@link Sessions#establish}.
 */
public interface LinkService {

  /**
   * A child introduces itself, unsigned.
   *
   * @param host the address that the connection comes from
   * @param direct whether that is this machine, and no proxy is between
   */
  HelloAnswer hello(Hello hello, String host, boolean direct) throws LinkException;

  /** See {@link LinkApi#join}. */
  JoinAnswer join(Join join, Caller caller) throws LinkException;

  /** See {@link LinkApi#heartbeat}. */
  HeartbeatAnswer heartbeat(Heartbeat heartbeat, Caller caller) throws LinkException;

  /** See {@link LinkApi#admit}. */
  JoinAnswer admit(Admit admit, Caller caller) throws LinkException;

  /** See {@link LinkApi#report}. */
  ReportAnswer report(Report report, Caller caller) throws LinkException;

  /** See {@link LinkApi#leave}. */
  DrainNotice leave(Leave leave, Caller caller) throws LinkException;

  /** See {@link LinkApi#errands}. */
  ErrandAnswer errands(ErrandCall call, Caller caller) throws LinkException;

  /** See {@link LinkApi#stop}; the caller is the parent. */
  Ping stop(StopOrder order, Caller caller) throws LinkException;

  /** See {@link LinkApi#ping}. */
  Ping ping(Ping ping, Caller caller) throws LinkException;
}
