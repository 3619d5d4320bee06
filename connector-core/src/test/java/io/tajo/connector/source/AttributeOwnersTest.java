package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.mapping.FieldMapping;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeOwnersTest {
    @Test
    void check_ofTwoJobsOfOneName_tellsThatTheyWriteOneAttribute() {
        FlagSync one = FlagSync.of("new-checkout").toAttribute("CHECKOUT");
        FlagSync other = FlagSync.of("old-checkout").toAttribute("checkout");

        assertThatThrownBy(() -> AttributeOwners.check(List.of(one, other), FieldMapping.defaults()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CHECKOUT is written by");
    }
}
