package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQlRows;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypesTest {
    private static HogQlRows rows(Map<String, String> types, JsonObject... rows) {
        return () -> new HogQlRows.RowIterator() {
            private final Iterator<JsonObject> all = List.of(rows).iterator();

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public JsonObject next() {
                return all.next();
            }

            @Override
            public long withoutKey() {
                return 0;
            }

            @Override
            public Map<String, String> columnTypes() {
                return types;
            }
        };
    }

    private static AttributeType typeOf(HogQlRows rows) {
        return ColumnTypes.of(List.of("c"), rows.iterator(), rows)
                .transform("c")
                .type();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nullable(Float64)|float",
                "UInt64|float",
                "Decimal(18, 2)|float",
                "DateTime64(6, 'UTC')|date",
                "Nullable(Date)|date",
                "Nullable(Bool)|boolean",
                "LowCardinality(Nullable(String))|text"
            })
    void of_knownType_goesByItThoughNoRowHoldsAValue(String type, String attribute) {
        assertThat(typeOf(rows(Map.of("c", type))).value()).isEqualTo(attribute);
    }

    @Test
    void of_unknownType_goesByTheFirstValueOfAnyRow() {
        JsonObject nothing = JsonObject.of(Collections.singletonMap("c", null));

        assertThat(typeOf(rows(Map.of(), nothing, nothing, JsonObject.of(Map.of("c", 3)))))
                .isEqualTo(AttributeType.FLOAT);
        assertThat(typeOf(rows(Map.of("c", "UInt8"), JsonObject.of(Map.of("c", true)))))
                .isEqualTo(AttributeType.BOOLEAN);
        assertThat(typeOf(rows(Map.of(), JsonObject.of(Map.of("c", "2026-01-02")))))
                .isEqualTo(AttributeType.DATE);
        assertThat(typeOf(rows(Map.of(), nothing))).isEqualTo(AttributeType.TEXT);
    }
}
