package io.tajo.connector.source;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Something that is known of persons besides their properties. For one thread. */
interface Enrichment {

    /** Returns the fields that it adds. */
    Set<String> fields();

    /** Returns what the caller should know, once the last person was read. */
    default List<String> remarks() {
        return List.of();
    }

    /** Returns what is known of a person. Persons are asked for in ClickHouse's order of their ids. */
    Map<String, Object> of(String person);
}
