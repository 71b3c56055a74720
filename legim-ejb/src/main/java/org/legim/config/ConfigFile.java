package org.legim.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The YAML file that tells a node its place. Reading it never fails: what is wrong with it stands
 * in {@link #errors()}, and the settings that could be read are there all the same.
 */
public final class ConfigFile {
  /** Largest file that is read, in bytes; a file of every key is a hundredth of it. */
  static final int MOST_BYTES = 64 * 1024;

  private final Path path;
  private final Map<ConfigKey, Setting> settings = new EnumMap<>(ConfigKey.class);
  private final List<ConfigError> errors = new ArrayList<>();

  private ConfigFile(Path path) {
    this.path = path;
  }

  /** Reads a file: UTF-8, YAML 1.2, at most 64 KiB. */
  public static ConfigFile read(Path path) {
    ConfigFile file = new ConfigFile(path);
    try {
      file.parse(file.bytes());
    } catch (NoSuchFileException e) {
      file.fail("does not exist");
    } catch (AccessDeniedException e) {
      file.fail("may not be read by this user");
    } catch (CharacterCodingException e) {
      file.fail("is not UTF-8 text");
    } catch (IOException e) {
      file.fail("cannot be read: " + e.getMessage());
    }
    return file;
  }

  /**
   * The file that {@value Handshake#CONFIG} or, without it, {@value Handshake#CONFIG_VARIABLE}
   * names.
   */
  public static Optional<ConfigFile> named(
      UnaryOperator<String> systemProperties, UnaryOperator<String> environment) {
    return Optional.ofNullable(systemProperties.apply(Handshake.CONFIG))
        .filter(name -> !name.isBlank())
        .or(() -> Optional.ofNullable(environment.apply(Handshake.CONFIG_VARIABLE)))
        .filter(name -> !name.isBlank())
        .map(ConfigFile::read);
  }

  private static ConfigFile read(String name) {
    try {
      return read(Path.of(name));
    } catch (InvalidPathException e) {
      ConfigFile none = new ConfigFile(Path.of(""));
      none.errors.add(
          ConfigError.ofFile(
              Origin.systemProperty(Handshake.CONFIG),
              ConfigError.quote(name) + " is not the path of a file"));
      return none;
    }
  }

  /** The value of a key, if the file has it. */
  public Optional<Setting> get(ConfigKey key) {
    return Optional.ofNullable(settings.get(key));
  }

  /**
   * Everything that is wrong with the form of the file; values are judged by {@link NodeConfig}.
   */
  public List<ConfigError> errors() {
    return List.copyOf(errors);
  }

  private byte[] bytes() throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private void parse(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    new YamlReader(path, settings, errors).read(text);
  }

  private void fail(String problem) {
    errors.add(ConfigError.ofFile(Origin.file(path), problem));
  }
}
