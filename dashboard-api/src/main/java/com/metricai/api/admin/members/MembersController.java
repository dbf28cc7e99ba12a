package com.metricai.api.admin.members;

import com.metricai.api.admin.Given;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.Actor;
import com.metricai.store.access.Member;
import com.metricai.store.access.Members;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/members")
class MembersController {
    /**
     * A member, as the pages list it.
     *
     * @param lastSeenAt to the minute; null: invited, and never came
     */
    record MemberLine(
            String email,
            String role,
            String invitedBy,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            long version) {
        static MemberLine of(Member member) {
            return new MemberLine(
                    member.email(),
                    member.role().wireName(),
                    member.invitedBy(),
                    member.createdAt(),
                    member.lastSeenAt(),
                    member.version());
        }
    }

    record MemberList(List<MemberLine> members) {}

    record Invitation(@Nullable String email, @Nullable String role) {}

    record RoleChange(@Nullable String role, @Nullable Long version) {}

    private final Members members;

    MembersController(Members members) {
        this.members = members;
    }

    @Operation(summary = "The members of the org, by address")
    @GetMapping
    MemberList list(Viewer viewer) {
        return new MemberList(
                members.list(viewer.orgId()).stream().map(MemberLine::of).toList());
    }

    @Operation(summary = "Makes an address a member; 409 when it is one")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MemberLine invite(Viewer viewer, Actor actor, @RequestBody Invitation body) {
        return MemberLine.of(members.invite(
                viewer.orgId(), Given.required("email", body.email()), Given.role("role", body.role()), actor));
    }

    @Operation(summary = "Gives a member another role; 409 for the last admin and for an old version")
    @PatchMapping("/{email}")
    MemberLine change(Viewer viewer, Actor actor, @PathVariable String email, @RequestBody RoleChange body) {
        return MemberLine.of(members.changeRole(
                viewer.orgId(),
                email,
                Given.role("role", body.role()),
                Given.required("version", body.version()),
                actor));
    }

    @Operation(summary = "Ends a membership; 409 for the last admin")
    @DeleteMapping("/{email}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Viewer viewer, Actor actor, @PathVariable String email) {
        members.remove(viewer.orgId(), email, actor);
    }
}
