package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.account.Account;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrevoTierTest extends BrevoServerTest {

    @Test
    void of_takesTheLargerPlansForTheAdvancedTierAndNoOther() {
        assertThat(BrevoTier.of(new Account("A", List.of("free"), false, ""))).isEqualTo(BrevoTier.GENERAL);
        assertThat(BrevoTier.of(new Account("A", List.of("sms", "Professional"), false, "")))
                .isEqualTo(BrevoTier.ADVANCED);
        assertThat(BrevoTier.of(new Account("A", List.of(), true, ""))).isEqualTo(BrevoTier.ADVANCED);
    }

    @Test
    void account_saysWhetherItIsOfTheEnterprisePlan() {
        answer(json(200, "{\"companyName\":\"A\",\"plan\":[{\"type\":\"free\"}],\"enterprise\":true,\"relay\":{}}"));

        assertThat(client.account().get()).isEqualTo(new Account("A", List.of("free"), true, ""));
    }
}
