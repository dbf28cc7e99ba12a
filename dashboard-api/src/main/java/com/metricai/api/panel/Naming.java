package com.metricai.api.panel;

import com.metricai.store.people.Pseudonym;
import com.metricai.store.person.Person;

/** By which names a caller knows the people of an org. */
public sealed interface Naming {
    /** Real names: for admins, and for everybody where the org hides none. */
    Naming REAL = new Real();

    /** Before it is known who asks: nobody can be named. */
    Naming UNDECIDED = new Undecided();

    /** Pseudonyms, by the org's key. */
    static Naming pseudonyms(byte[] key) {
        return new Pseudonyms(key.clone());
    }

    /** How the caller knows somebody. Who is nobody's record stays nobody's. */
    String of(String user);

    /** Whether real names are hidden. */
    boolean hides();

    /** See {@link #REAL}. */
    record Real() implements Naming {
        @Override
        public String of(String user) {
            return user;
        }

        @Override
        public boolean hides() {
            return false;
        }
    }

    /** See {@link #UNDECIDED}. */
    record Undecided() implements Naming {
        @Override
        public String of(String user) {
            throw new IllegalStateException("it is not decided how the caller knows people");
        }

        @Override
        public boolean hides() {
            throw new IllegalStateException("it is not decided how the caller knows people");
        }
    }

    /** See {@link #pseudonyms}. */
    final class Pseudonyms implements Naming {
        private final byte[] key;

        private Pseudonyms(byte[] key) {
            this.key = key;
        }

        @Override
        public String of(String user) {
            return Person.isOne(user) ? Pseudonym.of(key, user) : user;
        }

        @Override
        public boolean hides() {
            return true;
        }
    }
}
