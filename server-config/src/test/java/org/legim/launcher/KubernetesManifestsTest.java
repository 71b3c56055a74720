package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.config.ConfigKey;
import org.legim.config.NodeConfig;
import org.legim.config.OnStop;
import org.legim.config.ParentAddress;

class KubernetesManifestsTest {
  private static final String GATEWAY = "legim-gateway";
  private static final String MEMBER = "legim-member";
  private static final int PORT = Integer.parseInt(ConfigKey.NODE_PORT.defaultValue());

  private final YamlNode kustomization = documents("kustomization.yaml").get(0);
  private final List<YamlNode> objects =
      kustomization.get("resources").texts().stream()
          .flatMap(name -> documents(name).stream())
          .toList();

  @Test
  void allFilesAreApplied() {
    assertThat(OperatorFiles.all().filter(file -> file.startsWith(OperatorFiles.KUBERNETES)))
        .extracting(file -> file.getFileName().toString())
        .filteredOn(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
        .containsExactlyInAnyOrderElementsOf(kustomization.get("resources").texts());
  }

  @Test
  void theVariablesMakeAGateway() {
    NodeConfig config = config(GATEWAY);

    assertThat(config.parent()).isEmpty();
    assertThat(config.apiKey()).isPresent();
    assertThat(config.secret()).isPresent();
    assertThat(config.onStop()).isEqualTo(OnStop.KEEP);
  }

  @Test
  void theVariablesMakeAMemberBelowIt() {
    NodeConfig config = config(MEMBER);
    String service = object("StatefulSet", GATEWAY).get("spec", "serviceName").text();

    assertThat(config.parent())
        .contains(new ParentAddress(GATEWAY + "-0." + service, PORT, "/legim", false));
    assertThat(config.secret()).isPresent();
    assertThat(config.onStop()).isEqualTo(OnStop.KEEP);
  }

  @Test
  void membersFindAGatewayThatIsNotReadyYet() {
    YamlNode service =
        object("Service", object("StatefulSet", GATEWAY).get("spec", "serviceName").text());

    assertThat(service.get("spec", "clusterIP").text()).isEqualTo("None");
    assertThat(service.get("spec", "publishNotReadyAddresses").value()).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"legim", GATEWAY, MEMBER})
  void aServiceLeadsToThePortOfItsPods(String name) {
    YamlNode spec = object("Service", name).get("spec");
    YamlNode set = object("StatefulSet", name.equals(MEMBER) ? MEMBER : GATEWAY);
    YamlNode port = spec.get("ports").list().get(0);

    assertThat(spec.get("selector")).isEqualTo(set.get("spec", "template", "metadata", "labels"));
    assertThat(port.get("port").number()).isEqualTo(PORT);
    assertThat(
            container(set).get("ports").named(port.get("targetPort").text()).get("containerPort"))
        .isEqualTo(new YamlNode(PORT));
  }

  @ParameterizedTest
  @ValueSource(strings = {GATEWAY, MEMBER})
  void aSetSelectsItsPods(String name) {
    YamlNode spec = object("StatefulSet", name).get("spec");

    assertThat(spec.get("selector", "matchLabels"))
        .isEqualTo(spec.get("template", "metadata", "labels"));
    assertThat(object("Service", spec.get("serviceName").text()).get("spec", "selector"))
        .isEqualTo(spec.get("selector", "matchLabels"));
  }

  @ParameterizedTest
  @ValueSource(strings = {GATEWAY, MEMBER})
  void eachProbeAsksTheNode(String name) {
    YamlNode container = container(object("StatefulSet", name));

    assertThat(Stream.of("started", "live", "ready").map(probe -> "/legim/health/" + probe))
        .containsExactly(
            path(container, "startupProbe"),
            path(container, "livenessProbe"),
            path(container, "readinessProbe"));
  }

  @ParameterizedTest
  @ValueSource(strings = {GATEWAY, MEMBER})
  void thePodFitsTheImage(String name) {
    YamlNode pod = pod(object("StatefulSet", name));
    String image = OperatorFiles.read(OperatorFiles.CONTAINER.resolve("Containerfile"));

    assertThat(image)
        .contains("\nVOLUME " + mount(pod, "data") + "\n")
        .contains(
            "\nUSER %s:%s\n"
                .formatted(
                    pod.get("securityContext", "runAsUser").text(),
                    pod.get("securityContext", "runAsGroup").text()));
    assertThat(pod.get("securityContext", "fsGroup"))
        .isEqualTo(pod.get("securityContext", "runAsGroup"));
    kustomization.get("images").named(container(pod).get("image").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {GATEWAY, MEMBER})
  void noServiceCanSetAVariableOfLegim(String name) {
    assertThat(pod(object("StatefulSet", name)).get("enableServiceLinks").value()).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {GATEWAY, MEMBER})
  void theVolumesOutliveThePods(String name) {
    assertThat(
            object("StatefulSet", name)
                .get("spec", "persistentVolumeClaimRetentionPolicy")
                .map()
                .values())
        .containsOnly("Retain");
  }

  @Test
  void preStopIsWhereItIsCalled() {
    YamlNode pod = pod(object("StatefulSet", MEMBER));
    YamlNode generator = kustomization.get("configMapGenerator").list().get(0);

    assertThat(pod.get("volumes").named("pre-stop").get("configMap", "name"))
        .isEqualTo(generator.get("name"));
    assertThat(generator.get("files").texts())
        .containsExactly("pre-stop")
        .allMatch(name -> OperatorFiles.KUBERNETES.resolve(name).toFile().canExecute());
    assertThat(container(pod).get("lifecycle", "preStop", "exec", "command").texts())
        .last()
        .asString()
        .endsWith("exec " + mount(pod, "pre-stop") + "/pre-stop\n");
  }

  @Test
  void preStopMayAskForTheSizeOfItsSet() {
    YamlNode account = pod(object("StatefulSet", MEMBER)).get("serviceAccountName");
    YamlNode binding = object("RoleBinding", MEMBER);
    YamlNode rule =
        object("Role", binding.get("roleRef", "name").text()).get("rules").list().get(0);

    assertThat(rule.get("resources").texts()).containsExactly("statefulsets/scale");
    assertThat(rule.get("resourceNames").texts()).containsExactly(MEMBER);
    assertThat(rule.get("verbs").texts()).containsExactly("get");
    assertThat(binding.get("subjects").list().get(0).map())
        .containsEntry("name", account.text())
        .containsEntry("namespace", kustomization.get("namespace").text());
    object("ServiceAccount", account.text());
  }

  @Test
  void aMemberThatHangsIsNotGivenTheTimeOfADrain() {
    YamlNode pod = pod(object("StatefulSet", MEMBER));

    assertThat(Stream.of("startupProbe", "livenessProbe"))
        .extracting(probe -> container(pod).get(probe, "terminationGracePeriodSeconds").number())
        .allSatisfy(
            seconds ->
                assertThat(seconds)
                    .isLessThan(pod.get("terminationGracePeriodSeconds").number() / 100));
  }

  @Test
  void onlyOneMemberIsTakenAtATime() {
    YamlNode budget = object("PodDisruptionBudget", MEMBER).get("spec");

    assertThat(budget.get("maxUnavailable").number()).isEqualTo(1);
    assertThat(budget.get("selector"))
        .isEqualTo(object("StatefulSet", MEMBER).get("spec", "selector"));
  }

  private static List<YamlNode> documents(String file) {
    return YamlNode.documents(OperatorFiles.read(OperatorFiles.KUBERNETES.resolve(file)));
  }

  private YamlNode object(String kind, String name) {
    return objects.stream()
        .filter(each -> each.get("kind").text().equals(kind))
        .filter(each -> each.get("metadata", "name").text().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + kind + " " + name));
  }

  private static YamlNode pod(YamlNode set) {
    return set.get("spec", "template", "spec");
  }

  /** The container of a set or of its pod. */
  private static YamlNode container(YamlNode setOrPod) {
    YamlNode pod = setOrPod.has("containers") ? setOrPod : pod(setOrPod);
    return pod.get("containers").named("legim");
  }

  private static String mount(YamlNode pod, String volume) {
    return container(pod).get("volumeMounts").named(volume).get("mountPath").text();
  }

  private static String path(YamlNode container, String probe) {
    YamlNode call = container.get(probe, "httpGet");
    container.get("ports").named(call.get("port").text());
    return call.get("path").text();
  }

  /** What the variables of a set's first pod say, on what the image says. */
  private NodeConfig config(String set) {
    Map<String, String> environment = new TreeMap<>();
    for (YamlNode variable : container(object("StatefulSet", set)).get("env").list()) {
      String name = variable.get("name").text();
      environment.put(
          name, variable.has("value") ? variable.get("value").text() : value(set, name, variable));
    }
    assertThat(Arrays.stream(ConfigKey.values()).map(ConfigKey::environment))
        .containsAll(environment.keySet());
    return OperatorFiles.config(environment);
  }

  private static String value(String set, String name, YamlNode variable) {
    YamlNode source = variable.get("valueFrom");
    if (source.has("secretKeyRef")) {
      assertThat(source.get("secretKeyRef").map()).isEqualTo(Map.of("name", "legim", "key", name));
      return "0123456789abcdef";
    }
    return switch (source.get("fieldRef", "fieldPath").text()) {
      case "metadata.name" -> set + "-0";
      case "status.podIP" -> "10.0.0.7";
      default -> throw new IllegalArgumentException(name + " comes from " + source);
    };
  }
}
