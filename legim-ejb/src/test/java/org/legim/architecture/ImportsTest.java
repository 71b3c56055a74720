package org.legim.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Imports run one way: node, (drain, repair), errand, flow, (tree, route, catalogue), link, blob;
 * scrub and grant stand beside flow, and three packages are leaves.
 */
@AnalyzeClasses(packages = "org.legim", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportsTest {

  @ArchTest
  static final ArchRule RUN_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("web")
          .definedBy("org.legim.web..")
          .layer("node")
          .definedBy("org.legim.node..")
          .layer("drain, repair")
          .definedBy("org.legim.drain..", "org.legim.repair..")
          .layer("errand")
          .definedBy("org.legim.errand..")
          .layer("flow")
          .definedBy("org.legim.flow..")
          .layer("scrub")
          .definedBy("org.legim.scrub..")
          .layer("tree, route, catalogue")
          .definedBy("org.legim.tree..", "org.legim.route..", "org.legim.catalogue..")
          .layer("grant")
          .definedBy("org.legim.grant..")
          .layer("link")
          .definedBy("org.legim.link..")
          .layer("blob")
          .definedBy("org.legim.blob..")
          .whereLayer("web")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("node")
          .mayOnlyBeAccessedByLayers("web")
          .whereLayer("drain, repair")
          .mayOnlyBeAccessedByLayers("web", "node")
          .whereLayer("errand")
          .mayOnlyBeAccessedByLayers("web", "node", "drain, repair")
          .whereLayer("flow")
          .mayOnlyBeAccessedByLayers("web", "node", "drain, repair", "errand")
          .whereLayer("scrub")
          .mayOnlyBeAccessedByLayers("node")
          .whereLayer("tree, route, catalogue")
          .mayOnlyBeAccessedByLayers("web", "node", "drain, repair", "errand", "flow", "scrub")
          .whereLayer("grant")
          .mayOnlyBeAccessedByLayers("web", "node")
          .whereLayer("link")
          .mayOnlyBeAccessedByLayers(
              "web", "node", "drain, repair", "errand", "flow", "tree, route, catalogue")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              resideInAnyPackage(
                  "org.legim.config..",
                  "org.legim.image..",
                  "org.legim.latency..",
                  "org.legim.place.."));

  @ArchTest
  static final ArchRule HAVE_NO_CYCLES =
      slices().matching("org.legim.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule CONFIG_IS_A_LEAF =
      noClasses()
          .that(resideInAPackage("org.legim.config.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.legim..").and(not(resideInAPackage("org.legim.config.."))));

  @ArchTest
  static final ArchRule PLACE_KNOWS_ONLY_THE_SETTINGS =
      noClasses()
          .that(resideInAPackage("org.legim.place.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.legim..")
                  .and(not(resideInAnyPackage("org.legim.place..", "org.legim.config.."))));

  @ArchTest
  static final ArchRule IMAGE_IS_A_LEAF =
      noClasses()
          .that(resideInAPackage("org.legim.image.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.legim..").and(not(resideInAPackage("org.legim.image.."))));

  @ArchTest
  static final ArchRule LATENCY_IS_A_LEAF =
      noClasses()
          .that(resideInAPackage("org.legim.latency.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.legim..").and(not(resideInAPackage("org.legim.latency.."))));
}
