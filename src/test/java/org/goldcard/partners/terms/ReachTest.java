package org.goldcard.partners.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.goldcard.policy.VenueType;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static Reach of(String... scopes) {
    return Reach.parse(List.of(scopes)).orElseThrow();
  }

  @Test
  void saysWhatItRead() {
    Reach reach = of("verify:park", "verify:item:MEDICAL.GREEN_CHANNEL", "verify:sports");
    assertThat(reach.scopes())
        .containsExactly("verify:item:MEDICAL.GREEN_CHANNEL", "verify:park", "verify:sports");
    assertThat(of("verify", "verify:park").scopes()).containsExactly("verify");
  }

  @Test
  void refusesWhatIsNoReach() {
    for (String scope :
        Set.of("verify:", "verify:Park", "verify:item:", "verify:item:x", "verify:moon", "x")) {
      assertThat(Reach.parse(List.of(scope))).as(scope).isEmpty();
    }
  }

  @Test
  void coversNoMoreThanItAllows() {
    assertThat(Reach.ALL.covers(of("verify:park"))).isTrue();
    assertThat(of("verify:park").covers(Reach.ALL)).isFalse();
    assertThat(of("verify:park", "verify:sports").covers(of("verify:park"))).isTrue();
    assertThat(of("verify:park").covers(of("verify:park", "verify:sports"))).isFalse();
    assertThat(of("verify:item:A.B").covers(of("verify:item:A.C"))).isFalse();
  }

  @Test
  void namesParksAndScenicSpotsAlike() {
    assertThat(PlaceKind.of(VenueType.PARK_GOV_INVESTED)).isEqualTo(PlaceKind.PARK);
    assertThat(PlaceKind.of(VenueType.SCENIC_3A_PLUS)).isEqualTo(PlaceKind.PARK);
    for (PlaceKind kind : PlaceKind.values()) {
      assertThat(PlaceKind.parse(kind.word())).contains(kind);
    }
  }

  @Test
  void readsContactsInAnyOrder() {
    assertThat(Contact.parse("ops@gates.example"))
        .contains(new Contact("ops@gates.example", null, Contact.Language.ZH));
    assertThat(Contact.parse("en, +8613800138000, ops@gates.example"))
        .contains(new Contact("ops@gates.example", "+8613800138000", Contact.Language.EN));
    for (String bad : List.of("", "en", "zh,en,a@b.example", "a@b.example,c@d.example", "x")) {
      assertThat(Contact.parse(bad)).as(bad).isEmpty();
    }
    Contact both = new Contact("ops@gates.example", "+8613800138000", Contact.Language.EN);
    assertThat(Contact.parse(both.text())).contains(both);
  }

  @Test
  void writesAddressRangesAsTheyAreRead() {
    for (String text :
        List.of("0.0.0.0/0", "10.1.0.0/16", "255.255.255.255/32", "2001:db8:0:0:0:0:0:0/32")) {
      assertThat(AddressRange.parse(text).orElseThrow().text()).isEqualTo(text);
    }
    assertThat(AddressRange.parse("10.1.0.1/16")).isEmpty();
  }
}
