package com.metricai.standalone.demo;

import com.metricai.standalone.demo.Person.Machine;
import com.metricai.standalone.demo.Person.Repo;
import com.metricai.standalone.demo.Person.Reporting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Who there is, and what happened when: the cast and the calendar of the story.
 *
 * @param firstDay in UTC, as are all days here
 * @param lastDay the one that is not over yet
 */
record DemoPlan(long seed, Instant end, LocalDate firstDay, LocalDate lastDay, List<Person> people, Outage outage) {
    static final int DAYS = 28;

    /** Traces were switched on recently: they are half of all records. */
    private static final int TRACED_DAYS = 7;

    /** So long have the prompts of one repository started many subagents. */
    private static final int FAN_OUT_DAYS = 7;

    private static final Repo API = new Repo("acme/api", "TypeScript");
    private static final Repo INFRA = new Repo("acme/infra", "Plain text");
    private static final Repo CHECKOUT = new Repo("acme/checkout", "TypeScript");
    private static final Repo LEDGER = new Repo("acme/ledger", "Java");
    private static final Repo IOS = new Repo("acme/ios-app", "Swift");
    private static final Repo ANDROID = new Repo("acme/android-app", "Kotlin");
    private static final Repo PIPELINES = new Repo("acme/pipelines", "Python");
    private static final Repo NOTEBOOKS = new Repo("acme/notebooks", "Python");

    private static final List<Machine> MACHINES = List.of(
            new Machine("arm64", "darwin", "25.1.0", "iTerm.app"),
            new Machine("arm64", "darwin", "25.1.0", "vscode"),
            new Machine("amd64", "linux", "6.8.0-51-generic", "xterm-256color"),
            new Machine("amd64", "linux", "6.14.0-33-generic", "tmux"));

    /** The roster: team, first repository, second repository, zone, then the names. */
    private static final List<Group> ROSTER = List.of(
            new Group("platform", API, INFRA, "Europe/Lisbon", "ana.silva", "tiago.rocha", "ines.duarte"),
            new Group("platform", API, INFRA, "America/New_York", "marcus.reed", "joan.whitaker"),
            new Group("platform", INFRA, API, "Europe/Berlin", "noah.becker", "lena.vogt"),
            new Group("payments", CHECKOUT, LEDGER, "Europe/London", "priya.nair", "owen.hughes", "amara.cole"),
            new Group("payments", LEDGER, CHECKOUT, "America/Chicago", "diego.morales", "ruth.olsen"),
            new Group("payments", CHECKOUT, LEDGER, "America/Los_Angeles", "kenji.sato"),
            new Group("mobile", IOS, ANDROID, "Europe/Paris", "chloe.martin", "yanis.roux"),
            new Group("mobile", ANDROID, IOS, "Europe/Warsaw", "ola.kowalska", "piotr.zajac"),
            new Group("mobile", IOS, API, "America/Los_Angeles", "maya.chen", "sam.delgado"),
            new Group("data", PIPELINES, NOTEBOOKS, "Europe/Amsterdam", "daan.visser", "sofie.jansen"),
            new Group("data", NOTEBOOKS, PIPELINES, "America/New_York", "leila.haddad", "victor.brandt"),
            new Group("data", PIPELINES, API, "America/Denver", "grace.tanaka", "eli.novak"));

    DemoPlan {
        people = List.copyOf(people);
    }

    static DemoPlan of(long seed, Instant end) {
        LocalDate lastDay = LocalDate.ofInstant(end, ZoneOffset.UTC);
        LocalDate firstDay = lastDay.minusDays(DAYS - 1);
        Instant outage = at(weekdayBefore(lastDay.minusDays(8)), 14, 30);
        return new DemoPlan(
                seed,
                end,
                firstDay,
                lastDay,
                people(seed),
                new Outage(outage.toEpochMilli(), outage.plusSeconds(7200).toEpochMilli(), 0.08, 0.0025));
    }

    /** The sessions that begin on somebody's day, or on that day in UTC. */
    List<SessionPlan> sessions(LocalDate day) {
        List<SessionPlan> sessions = new ArrayList<>(special(day));
        for (Person person : people) {
            Dice dice = Dice.of(seed, day.toEpochDay(), person.index());
            sessions.addAll(ordinary(day, person, dice));
        }
        Instant first = firstDay.atStartOfDay(ZoneOffset.UTC).toInstant();
        sessions.removeIf(
                session -> session.start().isBefore(first) || !session.start().isBefore(end));
        return sessions;
    }

    private List<SessionPlan> ordinary(LocalDate day, Person person, Dice dice) {
        List<SessionPlan> sessions = new ArrayList<>();
        if (!dice.chance(isWeekend(day) ? 0.07 : 0.88)) {
            return sessions;
        }
        int count = isWeekend(day) ? 1 : dice.skewed((int) Math.round(2 * person.intensity()), 0.4, 1, 6);
        boolean fansOut = day.isAfter(lastDay.minusDays(FAN_OUT_DAYS));
        int minute = dice.between(8 * 60 + 30, 11 * 60);
        for (int i = 0; i < count; i++) {
            Repo repo = dice.chance(0.75) ? person.repos().getFirst() : dice.oneOf(person.repos());
            Instant start = day.atStartOfDay(person.zone())
                    .plusMinutes(minute)
                    .plusNanos(dice.between(0, 59_999) * 1_000_000L)
                    .toInstant();
            boolean interactive = dice.chance(0.75);
            String sessionId = dice.uuid();
            SessionPlan.StartType startType = SessionPlan.StartType.FRESH;
            if (i > 0 && interactive && dice.chance(0.18)) {
                // Back to what was left at the last break.
                SessionPlan before = sessions.getLast();
                repo = before.repo();
                sessionId = before.sessionId();
                startType = dice.chance(0.25) ? SessionPlan.StartType.CONTINUE : SessionPlan.StartType.RESUME;
            }
            SessionPlan.Story story =
                    fansOut && repo.equals(CHECKOUT) ? SessionPlan.Story.FAN_OUTS : SessionPlan.Story.ORDINARY;
            int prompts = interactive ? dice.skewed(4, 0.5, 1, 14) : 1;
            sessions.add(session(person, repo, sessionId, start, startType, interactive, prompts, story, i));
            minute += dice.between(70, 170);
        }
        return sessions;
    }

    /** What a demo must be able to show, whatever the dice say. Only weekdays that are over have it. */
    private List<SessionPlan> special(LocalDate day) {
        LocalDate show = weekdayBefore(lastDay);
        LocalDate before = weekdayBefore(show);
        List<SessionPlan> sessions = new ArrayList<>();
        if (day.equals(show)) {
            sessions.add(special("priya.nair", at(day, 13, 5), 3, SessionPlan.Story.LARGE_TREE));
        }
        if (day.equals(before)) {
            sessions.add(special("amara.cole", at(day, 10, 20), 3, SessionPlan.Story.MEDIUM_TREE));
            sessions.add(special("lena.vogt", at(day, 9, 40), 3, SessionPlan.Story.BACKGROUND));
            SessionPlan night = special("maya.chen", at(day, 23, 40), 12, SessionPlan.Story.NIGHT);
            sessions.add(night);
        }
        if (day.equals(LocalDate.ofInstant(Instant.ofEpochMilli(outage.from()), ZoneOffset.UTC))) {
            sessions.add(special("tiago.rocha", at(day, 14, 45), 4, SessionPlan.Story.OUTAGE));
        }
        return sessions;
    }

    private SessionPlan special(String name, Instant start, int prompts, SessionPlan.Story story) {
        Person person = people.stream()
                .filter(candidate -> candidate.user().startsWith(name))
                .findFirst()
                .orElseThrow();
        String sessionId = Dice.of(seed, start.getEpochSecond(), person.index()).uuid();
        return session(
                person,
                person.repos().getFirst(),
                sessionId,
                start,
                SessionPlan.StartType.FRESH,
                true,
                prompts,
                story,
                100);
    }

    private SessionPlan session(
            Person person,
            Repo repo,
            String sessionId,
            Instant start,
            SessionPlan.StartType startType,
            boolean interactive,
            int prompts,
            SessionPlan.Story story,
            int number) {
        boolean traced = person.reporting() == Reporting.EVERYTHING
                && !start.isBefore(lastDay.minusDays(TRACED_DAYS)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
        Dice dice = Dice.of(seed, start.getEpochSecond(), person.index(), number);
        return new SessionPlan(person, repo, sessionId, start, startType, interactive, traced, prompts, story, dice);
    }

    private static List<Person> people(long seed) {
        List<Person> people = new ArrayList<>();
        for (Group group : ROSTER) {
            for (String name : group.names()) {
                people.add(person(seed, people.size(), group, name));
            }
        }
        return people;
    }

    private static Person person(long seed, int index, Group group, String name) {
        Dice dice = Dice.of(seed, -1, index);
        Reporting reporting = switch (name) {
            case "piotr.zajac", "victor.brandt" -> Reporting.METRICS_ONLY;
            case "joan.whitaker", "yanis.roux", "eli.novak" -> Reporting.NO_TRACES;
            default -> Reporting.EVERYTHING;
        };
        double coldChance = switch (name) {
            case "ruth.olsen", "leila.haddad", "sam.delgado" -> dice.between(0.25, 0.45);
            default -> dice.between(0.0, 0.04);
        };
        boolean sceptic = name.equals("noah.becker");
        return new Person(
                index,
                name + "@acme.example",
                dice.hex(64),
                group.team(),
                List.of(group.first(), group.second()),
                group.zone(),
                dice.oneOf(MACHINES),
                reporting,
                dice.oneOf(
                        List.of(DemoModel.OPUS, DemoModel.OPUS, DemoModel.SONNET, DemoModel.SONNET, DemoModel.HAIKU)),
                dice.between(0.6, 1.7),
                coldChance,
                sceptic ? 0.55 : dice.between(0.02, 0.1),
                sceptic ? 0.75 : dice.between(0.15, 0.4));
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().getValue() > 5;
    }

    private static LocalDate weekdayBefore(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (isWeekend(before)) {
            before = before.minusDays(1);
        }
        return before;
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).toInstant(ZoneOffset.UTC);
    }

    /** People of one team in one place. */
    private record Group(String team, Repo first, Repo second, ZoneId zone, List<String> names) {
        Group(String team, Repo first, Repo second, String zone, String... names) {
            this(team, first, second, ZoneId.of(zone), List.of(names));
        }
    }
}
