package com.metricai.otlp.envelope;

/** The content types of OTLP over HTTP. */
public enum Encoding {
    JSON("application/json"),
    PROTOBUF("application/x-protobuf");

    private final String mediaType;

    Encoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type without parameters, as it stands in the {@code content-type} header of the Kafka record. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The reverse of {@link #mediaType()}.
     *
     * @throws IllegalArgumentException for any other media type
     */
    public static Encoding ofMediaType(String mediaType) {
        for (Encoding encoding : values()) {
            if (encoding.mediaType.equals(mediaType)) {
                return encoding;
            }
        }
        throw new IllegalArgumentException(
                "not an OTLP content type: " + mediaType + " (application/json or application/x-protobuf)");
    }
}
