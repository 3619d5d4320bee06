package io.tajo.examples.sandbox.brevo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lists and folders of an account. Guarded by its state's lock. */
final class ListBook {
    private final Map<Long, ListRecord> lists = new TreeMap<>();
    private final Map<Long, ListRecord> folders = new TreeMap<>();

    ListBook() {
        folders.put(1L, new ListRecord(1, "Your first folder", 0));
        lists.put(2L, new ListRecord(2, "Your first list", 1));
    }

    List<ListRecord> lists() {
        return List.copyOf(lists.values());
    }

    List<ListRecord> folders() {
        return List.copyOf(folders.values());
    }

    boolean has(long list) {
        return lists.containsKey(list);
    }

    long createList(long id, String name, long folderId) {
        lists.put(id, new ListRecord(id, name, folderId));
        return id;
    }

    void rename(long id, String name) {
        lists.computeIfPresent(id, (key, list) -> new ListRecord(id, name, list.folderId()));
    }

    long createFolder(long id, String name) {
        folders.put(id, new ListRecord(id, name, 0));
        return id;
    }
}
