package com.metricai.api.panel.cachehit;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.ShownUser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of the input came from the prompt cache; users by what they sent, most first. */
record CacheHit(Tokens total, List<UserTokens> users) {
    /**
     * Of all together.
     *
     * @param hitRatio cacheRead / (input + cacheRead + cacheCreation); null when there was none of them
     */
    record Tokens(
            long inputTokens,
            long cacheReadTokens,
            long cacheCreationTokens,
            @Nullable Double hitRatio) {}

    /** Of one person; the fields as in {@link Tokens}. */
    record UserTokens(
            ShownUser user,
            long inputTokens,
            long cacheReadTokens,
            long cacheCreationTokens,
            @Nullable Double hitRatio) {}

    /** Adds up what the users have. Pure. */
    static CacheHit of(List<UserTokens> users) {
        long input = users.stream().mapToLong(UserTokens::inputTokens).sum();
        long read = users.stream().mapToLong(UserTokens::cacheReadTokens).sum();
        long creation =
                users.stream().mapToLong(UserTokens::cacheCreationTokens).sum();
        return new CacheHit(new Tokens(input, read, creation, Amounts.ratio(read, input + read + creation)), users);
    }
}
