package com.metricai.consumer.interpret;

import static com.metricai.consumer.interpret.Samples.SCOPE;
import static com.metricai.consumer.interpret.Samples.attributes;
import static com.metricai.consumer.interpret.Samples.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.consumer.Captures;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.Scope;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.otlp.envelope.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    private static final Envelope UNTAGGED = envelope("", "");

    @Test
    void user_isTheFirstKeyInOrder() {
        assertThat(of("user.id", "4", "user", "3", "enduser.id", "2", "user.email", "1")
                        .user())
                .isEqualTo("1");
        assertThat(of("user.id", "4", "user", "3", "enduser.id", "2").user()).isEqualTo("2");
        assertThat(of("user.id", "4", "user", "3").user()).isEqualTo("3");
        assertThat(of("user.id", "4").user()).isEqualTo("4");
        assertThat(of().user()).isEqualTo("unknown");
    }

    @Test
    void user_ofRecordWinsWithinAKeyOnly() {
        assertThat(Identity.of(attributes("user", "record"), SCOPE, new Origin(UNTAGGED, resource("user", "resource")))
                        .user())
                .isEqualTo("record");
        assertThat(Identity.of(
                                attributes("user", "record"),
                                SCOPE,
                                new Origin(UNTAGGED, resource("user.email", "resource")))
                        .user())
                .isEqualTo("resource");
    }

    @Test
    void user_thatIsEmptyCountsAsAbsent() {
        assertThat(Identity.of(attributes("user", ""), SCOPE, new Origin(UNTAGGED, resource("user", "resource")))
                        .user())
                .isEqualTo("resource");
        assertThat(of("user.email", "", "user.id", "4").user()).isEqualTo("4");
    }

    @Test
    void user_sentAsNumberIsText() {
        assertThat(of("user", 42).user()).isEqualTo("42");
    }

    @Test
    void team_isTeamIdThenTeam() {
        assertThat(of("team", "b", "team.id", "a").team()).isEqualTo("a");
        assertThat(of("team", "b").team()).isEqualTo("b");
        assertThat(of().team()).isEqualTo("unattributed");
    }

    @Test
    void repo_isTheFirstKeyInOrder() {
        String url = "https://github.com/acme/url";
        assertThat(of(
                                "vcs.repository.url.full",
                                url,
                                "vcs.owner.name",
                                "acme",
                                "vcs.repository.name",
                                "vcs",
                                "repository",
                                "b",
                                "repo",
                                "a")
                        .repo())
                .isEqualTo("a");
        assertThat(of("vcs.owner.name", "acme", "vcs.repository.name", "vcs", "repository", "b")
                        .repo())
                .isEqualTo("b");
        assertThat(of("vcs.repository.url.full", url, "vcs.owner.name", "acme", "vcs.repository.name", "vcs")
                        .repo())
                .isEqualTo("acme/vcs");
        assertThat(of("vcs.repository.url.full", url, "vcs.owner.name", "acme").repo())
                .isEqualTo("acme/url");
        assertThat(of().repo()).isEqualTo("unattributed");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/api, acme/api",
        "https://github.com/acme/api.git, acme/api",
        "https://github.com/acme/api/, acme/api",
        "https://gitlab.example.com:8443/group/acme/api.git?x=1#y, acme/api",
        "git@github.com:acme/api.git, acme/api",
        "ssh://git@example.com:22/acme/api.git, acme/api",
        "https://github.com/acme, unattributed",
        "https://github.com:443/acme, unattributed",
        "https://me:secret@example.com/acme, unattributed",
        "git@github.com:api, unattributed",
        "https://github.com, unattributed",
        "nonsense, unattributed"
    })
    void repo_ofUrlIsItsLastTwoPathParts(String url, String repo) {
        assertThat(of("vcs.repository.url.full", url).repo()).isEqualTo(repo);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code, claude_code",
        "claude-code-desktop, claude_code",
        "claude-agent-sdk, agent_sdk",
        "my_agent_sdk, agent_sdk",
        "cowork, cowork",
        "claude-cowork, cowork",
        "checkout, other"
    })
    void source_isToldByServiceName(String service, String source) {
        assertThat(Identity.of(Attributes.EMPTY, SCOPE, new Origin(UNTAGGED, resource("service.name", service)))
                        .source())
                .isEqualTo(source);
    }

    @Test
    void source_ofClientsScopeIsClaudeCodeWhateverTheService() {
        Scope scope = new Scope("com.anthropic.claude_code.events", "2", Attributes.EMPTY);
        assertThat(Identity.of(Attributes.EMPTY, scope, new Origin(UNTAGGED, resource("service.name", "checkout")))
                        .source())
                .isEqualTo("claude_code");
        assertThat(of().source()).isEqualTo("other");
    }

    @Test
    void session_fallsBackToTheUserId() {
        assertThat(of("session.id", "s", "user.id", "u").sessionId()).isEqualTo("s");
        assertThat(of("session.id", "", "user.id", "u", "user.email", "e").sessionId())
                .isEqualTo("user:u");
        assertThat(of("user.email", "e").sessionId())
                .as("not that of everybody")
                .isEqualTo("user:e");
        assertThat(of().sessionId()).isEqualTo("user:unknown");
    }

    @Test
    void tagsOfTheToken_standInWhereNothingIsNamed() {
        Envelope tagged = envelope("infra", "acme/api");
        Identity silent = Identity.of(attributes(), SCOPE, new Origin(tagged, resource("team", "", "repo", "")));
        assertThat(silent.team()).isEqualTo("infra");
        assertThat(silent.repo()).isEqualTo("acme/api");

        Identity named =
                Identity.of(attributes("team", "web"), SCOPE, new Origin(tagged, resource("repo", "acme/web")));
        assertThat(named.team()).isEqualTo("web");
        assertThat(named.repo()).isEqualTo("acme/web");
    }

    private static Envelope envelope(String team, String repo) {
        return new Envelope(
                "acme", "token", Signal.LOGS, Encoding.JSON, false, Captures.RECEIVED, "t", "r", "test", team, repo);
    }

    private static Identity of(Object... keysAndValues) {
        return Identity.of(attributes(keysAndValues), SCOPE, new Origin(UNTAGGED, resource()));
    }
}
