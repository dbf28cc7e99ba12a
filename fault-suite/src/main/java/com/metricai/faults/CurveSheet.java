package com.metricai.faults;

import java.util.List;
import java.util.Locale;

/** Curves below each other as one SVG, each on a scale of its own that begins at zero. */
final class CurveSheet {
    private static final int WIDTH = 720;
    private static final int LABELS = 210;
    private static final int ROW = 44;
    private static final int PLOT = 32;
    private static final int NUMBERS = 90;

    private CurveSheet() {}

    /**
     * Draws.
     *
     * @param minutes that the curves last
     */
    static String of(String title, List<Curve> curves, long minutes) {
        int height = 40 + ROW * curves.size() + 24;
        StringBuilder svg = new StringBuilder()
                .append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\" font-size=\"12\">%n"
                                .formatted(WIDTH, height))
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n")
                .append(text(12, 22, "start", "#17181c", title));
        for (int i = 0; i < curves.size(); i++) {
            svg.append(row(curves.get(i), 40 + ROW * i));
        }
        int axis = 40 + ROW * curves.size() + 12;
        return svg.append(text(LABELS, axis, "start", "#64676f", "0"))
                .append(text(WIDTH - NUMBERS, axis, "end", "#64676f", minutes + " min"))
                .append("</svg>\n")
                .toString();
    }

    private static String row(Curve curve, int top) {
        double most = Math.max(curve.greatest(), 1e-9);
        int width = WIDTH - LABELS - NUMBERS;
        int last = Math.max(curve.values().size() - 1, 1);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < curve.values().size(); i++) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    LABELS + (double) width * i / last,
                    top + PLOT - PLOT * curve.values().get(i) / most));
        }
        int base = top + PLOT;
        return text(12, top + 20, "start", "#4d5058", curve.name())
                + "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#e3e2dc\"/>%n"
                        .formatted(LABELS, WIDTH - NUMBERS, base, base)
                + "<polyline fill=\"none\" stroke=\"#3548b7\" stroke-width=\"1.5\" points=\"%s\"/>%n"
                        .formatted(points.toString().strip())
                + text(
                        WIDTH - 12,
                        top + 20,
                        "end",
                        "#4d5058",
                        "≤ "
                                + String.format(Locale.ROOT, "%.0f %s", most, curve.unit())
                                        .strip());
    }

    private static String text(int x, int y, String anchor, String colour, String words) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n"
                .formatted(x, y, anchor, colour, words.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
