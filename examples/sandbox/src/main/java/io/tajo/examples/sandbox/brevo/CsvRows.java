package io.tajo.examples.sandbox.brevo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of an import in CSV, as those in JSON: semicolons between columns, and no quotation marks. Stateless. */
final class CsvRows {
    private CsvRows() {}

    static List<Map<String, Object>> read(String csv) {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty()) return List.of();
        String[] header = lines.get(0).split(";", -1);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            Map<String, Object> row = new LinkedHashMap<>();
            Map<String, Object> attributes = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(header.length, cells.length); i++) {
                if (header[i].equals("EMAIL")) row.put("email", cells[i]);
                else attributes.put(header[i], cells[i]);
            }
            row.put("attributes", attributes);
            rows.add(row);
        }
        return rows;
    }
}
