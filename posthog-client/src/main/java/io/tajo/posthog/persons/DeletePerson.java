package io.tajo.posthog.persons;

/** What to delete of a person. Immutable: each method returns a changed copy. */
public final class DeletePerson {
    private final boolean profile;
    private final boolean events;
    private final boolean recordings;

    private DeletePerson(boolean profile, boolean events, boolean recordings) {
        this.profile = profile;
        this.events = events;
        this.recordings = recordings;
    }

    /** {@return the deletion of the person's profile, with its properties and distinct ids; the events stay} */
    public static DeletePerson profile() {
        return new DeletePerson(true, false, false);
    }

    /** {@return the deletion of what is named next, while the profile stays} */
    public static DeletePerson keepingProfile() {
        return new DeletePerson(false, false, false);
    }

    /**
     * Deletes the person's events too. PostHog does that later, usually at a weekend.
     *
     * @return the changed options
     */
    public DeletePerson withEvents() {
        return new DeletePerson(profile, true, recordings);
    }

    /**
     * Deletes the person's session recordings too. PostHog does that later.
     *
     * @return the changed options
     */
    public DeletePerson withRecordings() {
        return new DeletePerson(profile, events, true);
    }

    /** {@return whether the profile stays} */
    public boolean keepsProfile() {
        return !profile;
    }

    /** {@return whether the events go} */
    public boolean deletesEvents() {
        return events;
    }

    /** {@return whether the session recordings go} */
    public boolean deletesRecordings() {
        return recordings;
    }
}
