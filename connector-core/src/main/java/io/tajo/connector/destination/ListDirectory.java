package io.tajo.connector.destination;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.Folder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The lists and folders of an account, read once when they are first needed. For one thread and one run. */
public final class ListDirectory {
    private final BrevoClient brevo;
    private @Nullable List<Entry> lists;
    private @Nullable Map<String, Long> folders;

    /**
     * A list.
     *
     * @param id its id
     * @param name its name
     * @param folderId the folder that it is in
     */
    public record Entry(long id, String name, long folderId) {}

    /**
     * Creates a directory that nothing was read of yet.
     *
     * @param brevo where the lists are
     */
    public ListDirectory(BrevoClient brevo) {
        this.brevo = brevo;
    }

    /** {@return whether the lists were read already} */
    public boolean isRead() {
        return lists != null;
    }

    /** {@return every list} */
    public List<Entry> lists() {
        List<Entry> known = lists;
        if (known == null) {
            known = new ArrayList<>();
            for (ContactList list : brevo.lists().list()) known.add(new Entry(list.id(), list.name(), list.folderId()));
            lists = known;
        }
        return known;
    }

    /**
     * Finds a folder.
     *
     * @param name its name
     * @return its id
     */
    public OptionalLong folder(String name) {
        Map<String, Long> known = folders;
        if (known == null) {
            known = new HashMap<>();
            for (Folder folder : brevo.folders().list()) known.putIfAbsent(folder.name(), folder.id());
            folders = known;
        }
        Long id = known.get(name);
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    /**
     * Adds a list that was created.
     *
     * @param list the list
     */
    public void add(Entry list) {
        if (lists != null) lists.add(list);
    }

    /**
     * Adds a folder that was created.
     *
     * @param name its name
     * @param id its id
     */
    public void addFolder(String name, long id) {
        if (folders != null) folders.put(name, id);
    }

    /** Reads the lists and folders anew when they are needed next: it is not known what was created. */
    public void refresh() {
        lists = null;
        folders = null;
    }
}
