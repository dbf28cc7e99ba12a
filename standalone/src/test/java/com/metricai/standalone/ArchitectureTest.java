package com.metricai.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The rules that hold across modules; a module's own ones are in its own test. */
@AnalyzeClasses(packages = "com.metricai", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FRAMEWORKS = {
        "org.springframework..",
        "org.apache.kafka..",
        "java.sql..",
        "javax.sql..",
        "org.jdbi..",
        "org.sqlite..",
        "com.clickhouse.."
    };

    @ArchTest
    static final ArchRule services_meetAtATopicATableOrAContractOnly = slices().matching(
                    "com.metricai.(ingest|consumer|rollup|api)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule sharedModules_knowNoService = noClasses()
            .that()
            .resideInAnyPackage("com.metricai.otlp..", "com.metricai.store..", "com.metricai.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.metricai.ingest..",
                    "com.metricai.consumer..",
                    "com.metricai.rollup..",
                    "com.metricai.api..",
                    "com.metricai.access..",
                    "com.metricai.kafka..",
                    "com.metricai.clickhouse..",
                    "com.metricai.standalone..");

    @ArchTest
    static final ArchRule services_knowNothingOfTheOneMachine = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.metricai.ingest..", "com.metricai.consumer..", "com.metricai.rollup..", "com.metricai.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.metricai.standalone..",
                    "com.metricai.kafka..",
                    "com.metricai.clickhouse..",
                    "com.metricai.access..");

    @ArchTest
    static final ArchRule otlp_isPlain = noClasses()
            .that()
            .resideInAPackage("com.metricai.otlp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule ingest_decodesNothing = noClasses()
            .that()
            .resideInAPackage("com.metricai.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.metricai.otlp.decode..");

    @ArchTest
    static final ArchRule meaning_isPlain = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.metricai.consumer.interpret..",
                    "com.metricai.consumer.prompt..",
                    "com.metricai.rollup.window..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule trees_arePlain = noClasses()
            .that()
            .resideInAPackage("com.metricai.api.spans")
            .and()
            .haveSimpleNameNotEndingWith("Query")
            .and()
            .haveSimpleNameNotEndingWith("Panel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    /**
     * Besides stores, writers, jobs and queries: what opens a database (api.web, standalone), the conditions that queries
     * share (api.sql), and FailureHandling and WriterBug, which tell a row that cannot be stored, and a mistake of ours, from
     * a store that is away.
     */
    @ArchTest
    static final ArchRule sql_hasFewHomes = noClasses()
            .that()
            .resideInAnyPackage("com.metricai..")
            .and()
            .resideOutsideOfPackages(
                    "com.metricai.store..",
                    "com.metricai.consumer.write..",
                    "com.metricai.rollup.job..",
                    "com.metricai.api.sql",
                    "com.metricai.api.web",
                    "com.metricai.standalone..")
            .and()
            .haveSimpleNameNotEndingWith("Query")
            .and()
            .doNotHaveSimpleName("FailureHandling")
            .and()
            .doNotHaveSimpleName("WriterBug")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..");

    /** Besides the two ends of the queue and what wires them: ExportHandler, which turns failures into statuses. */
    @ArchTest
    static final ArchRule kafka_hasFewHomes = noClasses()
            .that()
            .resideInAPackage("com.metricai..")
            .and()
            .resideOutsideOfPackages(
                    "com.metricai.ingest.queue..", "com.metricai.consumer.listen..", "com.metricai.kafka..")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .doNotHaveSimpleName("ExportHandler")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule panels_doNotKnowEachOther =
            slices().matching("com.metricai.api.panel.(*)..").should().notDependOnEachOther();

    @ArchTest
    static void packagesOfAModule_areFreeOfCycles(JavaClasses classes) {
        for (String module : List.of("otlp", "store", "service", "ingest", "consumer", "rollup", "api", "standalone")) {
            // The root package of a module wires the others and is no slice.
            slices().matching("com.metricai." + module + ".(**)")
                    .should()
                    .beFreeOfCycles()
                    .check(classes);
        }
    }
}
