package io.tajo.connector.config;

import io.tajo.client.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Where a configuration comes from, as YAML. Stateless. */
final class ConfigText {
    /** A configuration has some kilobytes: what is larger is another file. */
    private static final int MOST_BYTES = 1_000_000;

    private ConfigText() {}

    static String of(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return of(stream, "The configuration " + file);
        } catch (IOException e) {
            throw new ConfigurationException("The configuration " + file + " can't be read: " + e.getMessage());
        }
    }

    static String of(InputStream stream, String label) {
        try {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) throw tooLarge(label);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigurationException(label + " can't be read: " + e.getMessage());
        }
    }

    static String of(Map<String, ?> values) {
        refuseOthers("", values);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(values);
    }

    /** A value of another type would be written with its class's name. */
    private static void refuseOthers(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> refuseOthers(path.isEmpty() ? String.valueOf(key) : path + "." + key, each));
        } else if (value instanceof Collection<?> many) {
            many.forEach(each -> refuseOthers(path, each));
        } else if (value != null
                && !(value instanceof String)
                && !(value instanceof Number)
                && !(value instanceof Boolean)) {
            throw new ConfigurationException(
                    "The configuration's " + path + " is a text, number, boolean, list or map, not a "
                            + value.getClass().getName() + ".");
        }
    }

    static Node compose(String text, String label) {
        if (text.length() > MOST_BYTES) throw tooLarge(label);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);
        try (Reader reader = new StringReader(text)) {
            Node node = new Yaml(options).compose(reader);
            if (node == null) throw new ConfigurationException(label + " is empty.");
            return node;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigurationException(label + " is no YAML: line " + line + ", " + e.getProblem());
        } catch (YAMLException | IOException e) {
            throw new ConfigurationException(label + " is no YAML: " + e.getMessage());
        }
    }

    private static ConfigurationException tooLarge(String label) {
        return new ConfigurationException(
                label + " is larger than 1 MB. A configuration has some kilobytes: see that it is the right file.");
    }
}
