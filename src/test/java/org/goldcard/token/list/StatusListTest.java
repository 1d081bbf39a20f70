package org.goldcard.token.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.goldcard.token.crypto.Base64Url;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples and vectors of draft-ietf-oauth-status-list, section 4 and appendix C. */
class StatusListTest {
  private static final int[] ONE_BIT = {1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1};
  private static final int[] TWO_BITS = {1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void readsTheVectorsOfAppendixC(int bits) throws IOException {
    JsonNode vector = vector(bits);
    StatusList list = StatusList.decode(bits, vector.path("lst").asText(), 1 << 20).orElseThrow();

    assertThat(list.size()).isEqualTo(1 << 20);
    for (int i = 0; i < list.size(); i++) {
      int expected = vector.path("statuses").path(Integer.toString(i)).asInt(0);
      if (list.get(i) != expected) {
        assertThat(list.get(i)).as("status[%d]", i).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void writesTheVectorsOfAppendixC(int bits) throws IOException {
    JsonNode statuses = vector(bits).path("statuses");
    StatusList list =
        StatusList.of(bits, 1 << 20, i -> statuses.path(Integer.toString(i)).asInt(0));

    String lst = vector(bits).path("lst").asText();
    assertThat(list).isEqualTo(StatusList.decode(bits, lst, 1 << 20).orElseThrow());
    assertThat(StatusList.decode(bits, list.encode(), 1 << 20)).contains(list);
  }

  private static JsonNode vector(int bits) throws IOException {
    String file = "src/test/resources/vectors/status-list/draft-" + bits + "bit.json";
    return new ObjectMapper().readTree(new File(file));
  }

  @Test
  void writesTheExamplesOfSectionFourToTheLetter() {
    assertThat(StatusList.of(1, 16, i -> ONE_BIT[i]).encode()).isEqualTo("eNrbuRgAAhcBXQ");
    String two = StatusList.of(2, 12, i -> TWO_BITS[i]).encode();
    assertThat(HexFormat.of().formatHex(Base64Url.decode(two))).isEqualTo("78da3be9f2130003df0207");
  }

  @Test
  void givesBackWhatWasPutInAtEveryWidth() {
    long seed = System.nanoTime();
    for (int bits : new int[] {1, 2, 4, 8}) {
      int[] statuses = new Random(seed).ints(1003, 0, 1 << bits).toArray();
      StatusList list = StatusList.of(bits, statuses.length, i -> statuses[i]);
      StatusList read = StatusList.decode(bits, list.encode(), 1003).orElseThrow();
      for (int i = 0; i < statuses.length; i++) {
        assertThat(read.get(i))
            .as("seed %d, bits %d, index %d", seed, bits, i)
            .isEqualTo(statuses[i]);
      }
    }
  }

  @Test
  void refusesAListThatInflatesBeyondItsBound() {
    String bomb = StatusList.of(1, 8_000_000, i -> 0).encode();

    assertThat(StatusList.decode(1, bomb, 1_000_000)).isPresent();
    assertThat(StatusList.decode(1, bomb, 999_999)).isEmpty();
  }

  @Test
  void refusesWhatIsNoCompressedList() {
    byte[] good = Objects.requireNonNull(Base64Url.decode("eNrbuRgAAhcBXQ"));
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    byte[] cut = Arrays.copyOf(good, good.length - 1);

    assertThat(StatusList.decode(1, "eNrbuRgAAhcBXQ", 100)).isPresent();
    assertThat(StatusList.decode(1, "eNrbuRgAAhcBXQ=", 100)).isEmpty();
    assertThat(StatusList.decode(1, "AAAA", 100)).isEmpty();
    assertThat(StatusList.decode(1, "", 100)).isEmpty();
    assertThat(StatusList.decode(1, Base64Url.encode(longer), 100)).isEmpty();
    assertThat(StatusList.decode(1, Base64Url.encode(cut), 100)).isEmpty();
    assertThat(StatusList.decode(3, "eNrbuRgAAhcBXQ", 100)).isEmpty();
  }

  @Test
  void refusesAnEntryThatDoesNotFit() {
    assertThatThrownBy(() -> StatusList.of(1, 8, i -> 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StatusList.of(1, 8, i -> -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StatusList.of(3, 8, i -> 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StatusList.of(1, 8, i -> 0).get(8))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
