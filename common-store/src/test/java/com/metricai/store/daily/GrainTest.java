package com.metricai.store.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GrainTest {
    @Test
    void coarsest_keepsWhatIsWantedAndLittleElse() {
        assertThat(Grain.coarsest(Set.of())).contains(Grain.TOTAL);
        assertThat(Grain.coarsest(Set.of("source", "model"))).contains(Grain.TOTAL);
        assertThat(Grain.coarsest(Set.of("team", "source"))).contains(Grain.TEAM_TOTAL);
        assertThat(Grain.coarsest(Set.of("repo"))).contains(Grain.REPO_TOTAL);
        assertThat(Grain.coarsest(Set.of("repo", "team"))).contains(Grain.REPO);
        assertThat(Grain.coarsest(Set.of("team", "model"))).contains(Grain.TEAM);
        assertThat(Grain.coarsest(Set.of("user"))).contains(Grain.USER);
        assertThat(Grain.coarsest(Set.of("repo", "model"))).contains(Grain.REPO);
        assertThat(Grain.coarsest(Set.of("repo", "user"))).contains(Grain.REPO_USER);
        assertThat(Grain.coarsest(Set.of("user", "team", "model"))).contains(Grain.USER_MODEL);
    }

    @Test
    void coarsest_isNoneForWhatOnlyTheFinestTableTellsApart() {
        assertThat(Grain.coarsest(Set.of("tool"))).isEmpty();
        assertThat(Grain.coarsest(Set.of("repo", "user", "model"))).isEmpty();
    }
}
