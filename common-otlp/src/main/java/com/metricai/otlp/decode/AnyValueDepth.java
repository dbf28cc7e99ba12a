package com.metricai.otlp.decode;

/** How deep the values of attributes may be nested, the same for both encodings. */
final class AnyValueDepth {
    /**
     * A value directly on an attribute has depth 1, an element of its array depth 2. Deeper values are dropped and
     * counted, an empty value stands in their place. This bounds the recursion of everyone who walks a value.
     */
    static final int MAX = 64;

    private AnyValueDepth() {}
}
