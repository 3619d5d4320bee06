package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactStateCodecTest {
    private final List<String> names = new ArrayList<>();
    private final ContactStateCodec codec = new ContactStateCodec(new NameTable() {
        @Override
        public int number(String name) {
            if (!names.contains(name)) names.add(name);
            return names.indexOf(name);
        }

        @Override
        public String name(int number) {
            return names.get(number);
        }
    });

    private static ContactState random(Random random) {
        Map<String, Long> fields = new HashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            fields.put("F" + random.nextInt(300), random.nextInt(4) == 0 ? ContactState.IN_DOUBT : random.nextLong());
        }
        return new ContactState(fields, lists(random), lists(random), lists(random), lists(random));
    }

    private static Set<Long> lists(Random random) {
        Set<Long> lists = new HashSet<>();
        if (random.nextBoolean()) return lists;
        for (int i = random.nextInt(5); i > 0; i--) lists.add(random.nextLong() >> random.nextInt(64));
        return lists;
    }

    @Test
    void read_ofWhatWasWritten_isTheSame() {
        Random random = new Random(7);
        PackedWriter to = new PackedWriter();
        List<ContactState> written = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            ContactState fingerprint = random(random);
            written.add(fingerprint);
            codec.write(fingerprint, to);
        }

        PackedReader from = new PackedReader(to.bytes());
        for (ContactState fingerprint : written) assertThat(codec.read(from)).isEqualTo(fingerprint);
        assertThat(from.hasMore()).isFalse();
    }

    @Test
    void write_ofNineFieldsAndAList_takesFewBytes() {
        Map<String, Long> fields = new HashMap<>();
        for (int i = 0; i < 9; i++) fields.put("F" + i, Long.MIN_VALUE + i);
        PackedWriter to = new PackedWriter();

        codec.write(new ContactState(fields, Set.of(1_000L), Set.of()), to);

        assertThat(to.size()).isLessThan(90);
    }

    @Test
    void batches_areSplitAndReadAgain() {
        Random random = new Random(8);
        Map<ContactKey, ContactState> changes = new HashMap<>();
        for (int i = 0; i < 3_500; i++)
            changes.put(new ContactKey(random.nextLong(), random.nextLong()), random(random));
        BatchCodec batches = new BatchCodec(codec);

        Map<ContactKey, ContactState> read = new HashMap<>();
        List<Integer> parts = new ArrayList<>();
        batches.split(changes, (part, bytes) -> {
            parts.add(part);
            batches.read(bytes, false).forEach((contact, open) -> read.put(contact, open.change()));
        });

        assertThat(read).isEqualTo(changes);
        assertThat(parts).containsExactly(0, 1, 2, 3);
    }

    @Test
    void batches_whenCarried_keepWhatWasKnownBefore() {
        BatchCodec batches = new BatchCodec(codec);
        ContactState before = new ContactState(Map.of("F", 1L), Set.of(3L), Set.of());
        Map<ContactKey, OpenChange> carried = Map.of(
                new ContactKey(1, 2), new OpenChange(new ContactState(Map.of("F", 2L), Set.of(), Set.of()), before));

        assertThat(batches.read(batches.write(carried), true)).isEqualTo(carried);
    }
}
