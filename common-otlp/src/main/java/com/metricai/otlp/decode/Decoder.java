package com.metricai.otlp.decode;

import com.metricai.otlp.Export;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;

/** The way in: an uncompressed body of either encoding. */
public final class Decoder {
    private Decoder() {}

    /**
     * Decodes one export.
     *
     * @param body uncompressed, see {@link Bodies}
     * @throws DecodeException when the body as a whole cannot be read; single malformed fields are dropped and counted
     */
    public static Export decode(Signal signal, Encoding encoding, byte[] body) {
        return switch (encoding) {
            case JSON -> JsonDecoder.decode(signal, body);
            case PROTOBUF -> ProtobufDecoder.decode(signal, body);
        };
    }
}
