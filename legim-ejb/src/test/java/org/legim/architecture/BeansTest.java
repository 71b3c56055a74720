package org.legim.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.github.benmanes.caffeine.cache.Cache;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Schedule;
import jakarta.ejb.Schedules;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.ejb.Timeout;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.io.Closeable;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.legim.config.KillPoint;

/** The rules of DESIGN section 6 for enterprise beans. */
@AnalyzeClasses(packages = "org.legim", importOptions = ImportOption.DoNotIncludeTests.class)
class BeansTest {

  private static final DescribedPredicate<JavaClass> MANAGE_THEMSELVES =
      describe(
          "managing their concurrency and transactions themselves",
          bean ->
              bean.tryGetAnnotationOfType(ConcurrencyManagement.class)
                      .filter(kind -> kind.value() == ConcurrencyManagementType.BEAN)
                      .isPresent()
                  && bean.tryGetAnnotationOfType(TransactionManagement.class)
                      .filter(kind -> kind.value() == TransactionManagementType.BEAN)
                      .isPresent());

  private static final DescribedPredicate<JavaClass> BEANS =
      describe(
          "are enterprise beans",
          type ->
              type.isAnnotatedWith(Singleton.class)
                  || type.isAnnotatedWith(Stateless.class)
                  || type.isAnnotatedWith(Stateful.class)
                  || type.isAnnotatedWith(MessageDriven.class));

  @ArchTest
  static final ArchRule SINGLETONS_START_WITH_THE_APPLICATION =
      classes()
          .that()
          .areAnnotatedWith(Singleton.class)
          .should()
          .beAnnotatedWith(Startup.class)
          .andShould(be(MANAGE_THEMSELVES));

  @ArchTest
  static final ArchRule BEANS_ARE_SINGLETONS =
      classes().that(BEANS).should().beAnnotatedWith(Singleton.class);

  @ArchTest
  static final ArchRule BEANS_ARE_NOT_NESTED = classes().that(BEANS).should().beTopLevelClasses();

  @ArchTest
  static final ArchRule BEANS_ONLY_DELEGATE =
      fields()
          .that()
          .areDeclaredInClassesThat(BEANS)
          .and()
          .areNotStatic()
          .should()
          .bePrivate()
          .because("what a bean owns is given out by its methods");

  @ArchTest
  static final ArchRule TIMERS_ARE_THE_NODES_OWN =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("jakarta\\.ejb\\.(Timer.*|Schedule.*|Timeout|TimedObject)")
          .because("a server's timers are its own to stop");

  @ArchTest
  static final ArchRule NO_METHOD_IS_A_TIMERS =
      methods()
          .should()
          .notBeAnnotatedWith(Schedule.class)
          .andShould()
          .notBeAnnotatedWith(Schedules.class)
          .andShould()
          .notBeAnnotatedWith(Timeout.class);

  @ArchTest
  static final ArchRule NO_STATIC_FIELD_OUTLIVES_AN_UNDEPLOY =
      fields()
          .that()
          .areStatic()
          .should()
          .notHaveRawType(assignableTo(Thread.class))
          .andShould()
          .notHaveRawType(assignableTo(ThreadLocal.class))
          .andShould()
          .notHaveRawType(assignableTo(Executor.class))
          .andShould()
          .notHaveRawType(assignableTo(Timer.class))
          .andShould()
          .notHaveRawType(assignableTo(Closeable.class))
          .andShould()
          .notHaveRawType(assignableTo(Connection.class))
          .andShould()
          .notHaveRawType(assignableTo(DataSource.class))
          .andShould()
          .notHaveRawType(assignableTo(Jdbi.class))
          .andShould()
          .notHaveRawType(assignableTo(HttpClient.class))
          .andShould()
          .notHaveRawType(assignableTo(Cache.class));

  @ArchTest
  static final ArchRule STATIC_FIELDS_ARE_FINAL = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule PLAIN_CLASSES_KNOW_NO_CONTAINER =
      noClasses()
          .that()
          .resideInAnyPackage("org.legim..")
          .and(DescribedPredicate.not(BEANS))
          .and()
          .resideOutsideOfPackage("org.legim.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ejb..", "jakarta.inject..", "jakarta.enterprise..", "jakarta.annotation..")
          .because("the object graph of a drain is plain fields, not proxies");

  @ArchTest
  static final ArchRule PLAIN_CLASSES_HAVE_NO_BEANS =
      noClasses()
          .that(DescribedPredicate.not(BEANS))
          .and()
          .resideOutsideOfPackage("org.legim.web..")
          .should()
          .dependOnClassesThat(BEANS);

  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule LOGGING_IS_THE_SERVERS_TO_SET_UP =
      noClasses()
          .should()
          .dependOnClassesThat(assignableTo(Handler.class))
          .orShould()
          .dependOnClassesThat(assignableTo(LogManager.class));

  @ArchTest
  static final ArchRule NOTHING_ENDS_THE_JVM =
      noClasses()
          // which tests alone arm, to see what a kill leaves
          .that()
          .doNotBelongToAnyOf(KillPoint.class)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);
}
