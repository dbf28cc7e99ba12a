package com.metricai.api.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeBuilderTest {
    /** Spans as {@code id<parent}, in the order of their start; {@code !} marks a remote parent, {@code *} the synthetic root. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | ''              | 0
            a                     | a0              | 0
            a b<a c<a d<b         | a0 b1 d2 c1     | 0
            d<b c<a b<a a         | a0 c1 b1 d2     | 0
            a b                   | a0 b0           | 0
            a b<x                 | a0 *0 b1        | 1
            b<x c<b d<y           | *0 b1 c2 d1     | 2
            a<x!                  | a0              | 0
            a b<a!                | a0 b0           | 0
            a<a                   | *0 a1           | 1
            a<b b<a               | *0 a1 b2        | 1
            b<a c<b a<c d<c       | *0 b1 c2 a3 d3  | 1
            d<c a<b b<a c<b       | *0 a1 b2 c3 d4  | 1
            r a<b b<a c<d d<c e<r | r0 e1 *0 a1 b2 c1 d2 | 2
            """)
    void build(String spans, String expected, int orphans) {
        Forest forest = TreeBuilder.build(parsed(spans));
        assertThat(shown(forest)).isEqualTo(expected);
        assertThat(forest.orphans()).isEqualTo(orphans);
        assertParentsFit(forest);
    }

    @Test
    void build_doesNotDependOnTheOrderOfArrival() {
        List<SpanRow> spans = new ArrayList<>(parsed("a b<a c<a d<b e<d f<x g<f h<c"));
        String expected = shown(TreeBuilder.build(spans));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(spans, new Random(seed));
            assertThat(shown(TreeBuilder.build(spans))).isEqualTo(expected);
        }
    }

    @Test
    void build_keepsTracesApart() {
        SpanRow other = row("other", "b", "a", 1, false);
        assertThat(shown(TreeBuilder.build(List.of(row("t", "a", null, 0, false), other))))
                .isEqualTo("a0 *0 b1");
    }

    @Test
    @Timeout(10)
    void build_wide() {
        List<SpanRow> spans = new ArrayList<>();
        for (int i = 49_999; i > 0; i--) {
            spans.add(row("t", "s" + i, "s0", i, false));
        }
        spans.add(row("t", "s0", null, 0, false));
        Forest forest = TreeBuilder.build(spans);
        assertThat(forest.nodes()).hasSize(50_000);
        assertThat(forest.nodes().getLast().depth()).isEqualTo(1);
    }

    @Test
    @Timeout(10)
    void build_deep() {
        Forest forest = TreeBuilder.build(chain(50_000));
        assertThat(forest.nodes()).hasSize(50_000);
        assertThat(forest.nodes().getLast().depth()).isEqualTo(49_999);
        assertParentsFit(forest);
    }

    @Test
    @Timeout(10)
    void build_oneCircleOfAll() {
        List<SpanRow> spans = new ArrayList<>(chain(50_000));
        SpanRow last = spans.getLast();
        spans.set(0, row("t", "s0", last.spanId(), 0, false));
        Forest forest = TreeBuilder.build(spans);
        assertThat(forest.orphans()).isEqualTo(1);
        assertThat(forest.nodes()).hasSize(50_001);
    }

    @Test
    void shape_deepAndWide_isFast() {
        List<SpanRow> spans = new ArrayList<>(chain(25_000));
        for (int i = 0; i < 25_000; i++) {
            spans.add(row("t", "w" + i, "s0", i, false));
        }
        long start = System.nanoTime();
        SpanTree tree = Trees.shape(new TreeData(null, "t", Set.of(), spans, List.of(), List.of(), null, null, false));
        assertThat(tree.nodes()).hasSize(50_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void only_takesSubtreesAsTreesOfTheirOwn() {
        Forest forest = TreeBuilder.build(parsed("r a<r b<a c<r d<c e<x"))
                .only(span -> span.spanId().equals("a") || span.spanId().equals("c"));
        assertThat(shown(forest)).isEqualTo("a0 b1 c0 d1");
        assertParentsFit(forest);
        assertThat(shown(TreeBuilder.build(parsed("r a<r")).only(span -> false)))
                .isEqualTo("r0 a1");
    }

    private static void assertParentsFit(Forest forest) {
        for (Forest.Placed node : forest.nodes()) {
            if (node.parent() < 0) {
                assertThat(node.depth()).isZero();
                continue;
            }
            Forest.Placed parent = forest.nodes().get(node.parent());
            assertThat(node.depth()).isEqualTo(parent.depth() + 1);
            if (parent.span() != null && node.span() != null) {
                assertThat(node.span().parentSpanId()).isEqualTo(parent.span().spanId());
            }
        }
    }

    private static String shown(Forest forest) {
        return forest.nodes().stream()
                .map(node -> (node.span() == null ? "*" : node.span().spanId()) + node.depth())
                .collect(Collectors.joining(" "));
    }

    private static List<SpanRow> chain(int length) {
        List<SpanRow> spans = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            spans.add(row("t", "s" + i, i == 0 ? null : "s" + (i - 1), i, false));
        }
        return spans;
    }

    private static List<SpanRow> parsed(String spans) {
        List<SpanRow> rows = new ArrayList<>();
        for (String text : Arrays.stream(spans.split(" ", -1))
                .filter(each -> !each.isEmpty())
                .toList()) {
            String[] parts = text.replace("!", "").split("<", 2);
            rows.add(row("t", parts[0], parts.length > 1 ? parts[1] : null, rows.size(), text.endsWith("!")));
        }
        return rows;
    }

    private static SpanRow row(String trace, String id, @Nullable String parent, long startMs, boolean remote) {
        return new SpanRow(
                trace,
                id,
                parent,
                remote,
                "claude_code.tool",
                "tool",
                startMs * 1_000_000,
                1,
                "s",
                "ada",
                "acme/api",
                "",
                "Bash",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                "ok",
                Tokens.NONE,
                null);
    }
}
