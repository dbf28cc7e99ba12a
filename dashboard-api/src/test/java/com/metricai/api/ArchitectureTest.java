package com.metricai.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.metricai.api", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule panels_doNotKnowEachOther =
            slices().matching("com.metricai.api.panel.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theKernel_isPlain = noClasses()
            .that()
            .resideInAPackage("com.metricai.api.panel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.jdbi..", "java.sql..", "com.metricai.api.panel.*..");

    @ArchTest
    static final ArchRule onlyQueries_knowTheDatabase = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Query")
            .and()
            .resideOutsideOfPackages("com.metricai.api.sql", "com.metricai.api.web")
            .and()
            .areTopLevelClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..");

    @ArchTest
    static final ArchRule treesAndAnswers_arePlain = classes()
            .that()
            .resideInAPackage("com.metricai.api.spans")
            .and()
            .haveSimpleNameNotEndingWith("Query")
            .and()
            .haveSimpleNameNotEndingWith("Panel")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "java.math..",
                    "java.time..",
                    "org.jspecify..",
                    "com.metricai.api.spans",
                    "com.metricai.api.panel");
}
