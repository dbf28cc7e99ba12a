package com.metricai.standalone.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says why there was no answer over HTTP. */
final class Failures {
    private static final int GRPC_PORT = 4317;

    private Failures() {}

    static Finding explain(URI base, IOException failure) {
        Finding finding = byKind(base, failure);
        if (base.getPort() != GRPC_PORT) {
            return finding;
        }
        List<String> advice = new ArrayList<>(finding.advice());
        advice.addFirst("4317 is the port of OTLP over gRPC: use 4318, with OTEL_EXPORTER_OTLP_PROTOCOL=http/json");
        return new Finding(false, finding.what(), advice);
    }

    private static Finding byKind(URI base, IOException failure) {
        String place = base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
        return switch (failure) {
            case HttpConnectTimeoutException _ ->
                Finding.ill(
                        "no connection to " + place + " within 5 s",
                        "a firewall or VPN swallows it, or nothing there speaks "
                                + base.getScheme().toUpperCase(Locale.ROOT)
                                + ": check the port, and http:// or https:// in the URL");
            case HttpTimeoutException _ ->
                Finding.ill(
                        "connected to " + place + ", and no answer within 10 s",
                        "that is as long as the client waits: look at the load of the machine and at ingest's log");
            case ConnectException _ ->
                Finding.ill(
                        "nobody listens on " + place,
                        "check that metric-ai runs (./metric-ai up), and the port that it printed",
                        "from another machine: it listens on 127.0.0.1 unless INGEST_ADDRESS says otherwise");
            case SSLException ssl -> tls(place, ssl);
            // A plain server answers a TLS greeting with a line of HTTP, or by hanging up before that is read.
            default ->
                "https".equalsIgnoreCase(base.getScheme())
                        ? noTls(place, "the connection broke off")
                        : Finding.ill(
                                "what answers on " + place + " does not speak HTTP/1.1",
                                "it may be a port for TLS: write https://",
                                "it may be a port for gRPC: give the one for OTLP over HTTP (4318 by default)");
        };
    }

    private static Finding tls(String place, SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException) {
                return Finding.ill(
                        "the certificate of " + place + " is not accepted: " + cause.getMessage(),
                        "has it expired, is it for another name, or from a company's own authority?",
                        "then name that authority to the client: NODE_EXTRA_CA_CERTS=/path/to/ca.pem");
            }
        }
        return noTls(place, String.valueOf(failure.getMessage()));
    }

    private static Finding noTls(String place, String why) {
        return Finding.ill(
                place + " does not speak TLS: " + why,
                "if it is plain HTTP, write http:// in the URL",
                "if it should speak TLS, check the host and port");
    }
}
