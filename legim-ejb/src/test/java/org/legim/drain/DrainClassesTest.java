package org.legim.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DrainClassesTest {

  private static final Set<String> PACKAGES = Set.of("org.legim.drain", "org.legim.errand");

  @Test
  void areAllThatAStopNeedsOfThisPackageAndOfErrands() {
    JavaClasses classes =
        new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages(PACKAGES);
    Deque<JavaClass> found =
        new ArrayDeque<>(List.of(classes.get(Leaving.class), classes.get(TreeStop.class)));
    Set<String> needed = new TreeSet<>();
    while (!found.isEmpty()) {
      JavaClass next = found.remove();
      if (PACKAGES.contains(next.getPackageName()) && needed.add(next.getName())) {
        next.getDirectDependenciesFromSelf()
            .forEach(dependency -> found.add(dependency.getTargetClass().getBaseComponentType()));
      }
    }

    assertThat(needed).hasSizeGreaterThan(20);
    assertThat(DrainClasses.all()).extracting(Class::getName).containsAll(needed);
  }

  @Test
  void canBeLoaded() {
    DrainClasses.warmUp();
  }
}
