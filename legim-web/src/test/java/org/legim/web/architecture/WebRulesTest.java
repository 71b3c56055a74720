package org.legim.web.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import java.io.Closeable;
import java.net.http.HttpClient;
import java.util.concurrent.Executor;

/** What speaks HTTP stands on top: it imports the node, and nothing of the node imports it. */
@AnalyzeClasses(packages = "org.legim", importOptions = ImportOption.DoNotIncludeTests.class)
class WebRulesTest {

  @ArchTest
  static final ArchRule NOTHING_BELOW_KNOWS_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.legim.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.legim.web..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule ONLY_THE_LINK_CALLS_OTHERS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.legim.web..", "org.legim.link..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "org.apache.hc..");

  @ArchTest
  static final ArchRule HAS_NO_CYCLES =
      slices().matching("org.legim.web.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_RFCS_KNOW_ONLY_WHAT_IMAGES_ARE =
      noClasses()
          .that()
          .resideInAPackage("org.legim.web.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.legim.blob..",
              "org.legim.catalogue..",
              "org.legim.flow..",
              "org.legim.node..",
              "org.legim.route..",
              "org.legim.tree..",
              "org.legim.web.access..",
              "org.legim.web.api..",
              "org.legim.web.delivery..",
              "org.legim.web.problem..",
              "jakarta..");

  @ArchTest
  static final ArchRule BEANS_ARE_OF_THE_NODE =
      noClasses()
          .that()
          .resideInAPackage("org.legim.web..")
          .should()
          .beAnnotatedWith("jakarta.ejb.Singleton")
          .orShould()
          .beAnnotatedWith("jakarta.ejb.Stateless")
          .orShould()
          .beAnnotatedWith("jakarta.ejb.Stateful");

  @ArchTest
  static final ArchRule WHAT_IS_INJECTED_IS_A_SINGLETON =
      fields()
          .that()
          .areAnnotatedWith(EJB.class)
          .should()
          .haveRawType(annotatedWith(Singleton.class).forSubtype());

  @ArchTest
  static final ArchRule STATIC_FIELDS_HOLD_NOTHING_OPEN =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .andShould()
          .notHaveRawType(assignableTo(Closeable.class))
          .andShould()
          .notHaveRawType(assignableTo(Thread.class))
          .andShould()
          .notHaveRawType(assignableTo(Executor.class))
          .andShould()
          .notHaveRawType(assignableTo(HttpClient.class));

  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule RESOURCES_ARE_LISTED_NOT_FOUND =
      classes()
          .that()
          .areAnnotatedWith("jakarta.ws.rs.Path")
          .and()
          .areNotInterfaces()
          .should()
          .beTopLevelClasses()
          .andShould()
          .haveSimpleNameEndingWith("Resource");
}
