package com.metricai.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What local access keeps in the data directory: the key pair, the audience and the issuer, so that the command line can
 * make tokens without a running server. Files are readable by their owner alone.
 */
final class AccessFiles {
    private static final int KEY_BITS = 2048;
    private static final int AUDIENCE_BYTES = 32;

    private final Path dir;

    AccessFiles(Path dataDir) {
        this.dir = dataDir.resolve("access");
    }

    /** The key pair, made by the first call ever. */
    RSAKey ensureKey() {
        if (isMissing(keyFile())) {
            try {
                RSAKey key = new RSAKeyGenerator(KEY_BITS)
                        .keyID(UUID.randomUUID().toString())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .generate();
                write(keyFile(), key.toJSONString());
            } catch (JOSEException e) {
                throw new IllegalStateException("this Java cannot make RSA keys", e);
            }
        }
        return key();
    }

    /** A random string, made by the first call ever: tokens of another data directory do not pass here. */
    String ensureAudience() {
        if (isMissing(audienceFile())) {
            byte[] random = new byte[AUDIENCE_BYTES];
            new SecureRandom().nextBytes(random);
            write(audienceFile(), HexFormat.of().formatHex(random));
        }
        return audience();
    }

    /** One that the operator chose, so that it can be told to the dashboard beforehand. */
    String writeAudience(String audience) {
        write(audienceFile(), audience);
        return audience;
    }

    void writeIssuer(String issuer) {
        write(issuerFile(), issuer);
    }

    RSAKey key() {
        try {
            return RSAKey.parse(read(keyFile()));
        } catch (ParseException e) {
            throw new IllegalStateException(
                    keyFile() + " is damaged: delete it and start again, everyone then logs in anew", e);
        }
    }

    String audience() {
        return read(audienceFile());
    }

    String issuer() {
        return read(issuerFile());
    }

    private Path keyFile() {
        return dir.resolve("signing-key.jwk");
    }

    private Path audienceFile() {
        return dir.resolve("audience");
    }

    private Path issuerFile() {
        return dir.resolve("issuer");
    }

    /** What cannot be seen now, as while its folder changes hands, may be there: another in its place would sign everybody out. */
    private static boolean isMissing(Path file) {
        if (!Files.exists(file) && !Files.notExists(file)) {
            throw new IllegalStateException(refusal("read", file));
        }
        return Files.notExists(file);
    }

    private String read(Path file) {
        if (Files.exists(file) && !Files.isReadable(file)) {
            throw new IllegalStateException(refusal("read", file));
        }
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "there is no " + file + " yet: start the suite once with this data directory, then try again");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written beside and moved into place: a crash never leaves half a key. */
    private void write(Path file, String text) {
        try {
            Files.createDirectories(dir);
            Path fresh = posix()
                    ? Files.createTempFile(
                            dir,
                            "new",
                            null,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    : Files.createTempFile(dir, "new", null);
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AccessDeniedException e) {
            throw new IllegalStateException(refusal("write", dir), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /** Names the folder above, where the path itself cannot be seen. */
    private static String refusal(String access, Path path) {
        Path seen = path.toAbsolutePath();
        while (!Files.exists(seen) && seen.getParent() != null) {
            seen = seen.getParent();
        }
        return "cannot " + access + " " + seen + ": it belongs to " + owner(seen) + ", and this process runs as "
                + System.getProperty("user.name") + ". Give the folder and its files to that user (chown)";
    }

    private static String owner(Path path) {
        try {
            return Files.getOwner(path).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "somebody else";
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
