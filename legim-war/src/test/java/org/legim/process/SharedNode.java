package org.legim.process;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test one node that runs for all tests which leave it as they found it: a start takes some
 * ten seconds.
 */
public final class SharedNode implements ParameterResolver {

  /**
   * The node.
   *
   * @param folder what it keeps
   */
  record Running(NodeFolder folder, LegimProcess process) implements AutoCloseable {

    static Running start() {
      NodeFolder folder = NodeFolder.create(Path.of("target", "process"), "hanoi");
      return new Running(folder, folder.start());
    }

    @Override
    public void close() {
      process.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedNode.class))
        .getOrComputeIfAbsent(Running.class, key -> Running.start());
  }
}
