package dev.pollen.example.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicTreeTest {

  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "a, a/b, false",
    "a/b, a, false",
    "a, /a, false",
    "a, a/, false",
    "A, a, false",
    "a b, a b, true",
    "#, a, true",
    "#, a/b/c, true",
    "#, /, true",
    "a/#, a, true",
    "a/#, a/, true",
    "a/#, a/b/c, true",
    "a/#, ab, false",
    "+, a, true",
    "+, a/b, false",
    "+, /a, false",
    "+/+, /a, true",
    "/+, /a, true",
    "a/+, a, false",
    "a/+, a/, true",
    "a/+/c, a/b/c, true",
    "a/+/c, a/b/d, false",
    "a/+/#, a/b, true",
    "a/+/#, a, false",
    "+/b/#, a/b/c/d, true",
    "#, $SYS/a, false",
    "+/a, $SYS/a, false",
    "$SYS/#, $SYS/a, true",
    "$SYS/+, $SYS/a, true",
    "a/+, a/$b, true",
  })
  void matches(String filter, String topic, boolean matches) throws ProtocolException {
    Topics.requireFilter(filter);
    Topics.requireName(topic);
    List<String> found = new ArrayList<>();

    TopicTree<String> filters = new TopicTree<>();
    filters.put(filter, "filter");
    filters.put("other/" + filter, "other");
    filters.filtersOf(topic, found::add);
    TopicTree<String> topics = new TopicTree<>();
    topics.put(topic, "topic");
    topics.put("other/" + topic, "other");
    topics.topicsOf(filter, found::add);

    found.remove("other");
    assertThat(found).isEqualTo(matches ? List.of("filter", "topic") : List.of());
  }

  @Test
  void whatIsRemovedIsGone() {
    TopicTree<String> tree = new TopicTree<>();
    tree.put("a/b/c", "deep");
    tree.put("a", "flat");
    tree.remove("a/b");
    tree.remove("x/y");
    assertThat(tree.get("a/b/c")).isEqualTo("deep");
    tree.remove("a");
    assertThat(tree.get("a")).isNull();
    assertThat(tree.get("a/b/c")).isEqualTo("deep");
    assertThat(tree.get("a/b")).isNull();
    tree.remove("a/b/c");
    List<String> found = new ArrayList<>();
    tree.topicsOf("#", found::add);
    assertThat(found).isEmpty();
    assertThat(tree.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a+", "+a/b", "a/b#", "a/#/b", "##", "#/", "a/++"})
  void noFilters(String text) {
    assertThatThrownBy(() -> Topics.requireFilter(text)).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "#", "a/+", "a#"})
  void noNames(String text) {
    assertThatThrownBy(() -> Topics.requireName(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void limits() throws ProtocolException {
    assertThat(Topics.requireName("x".repeat(1024))).hasSize(1024);
    assertThat(Topics.requireFilter("/".repeat(63))).hasSize(63);
    assertThatThrownBy(() -> Topics.requireName("x".repeat(1025)))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> Topics.requireName("/".repeat(64)))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> Topics.requireFilter("/".repeat(64)))
        .isInstanceOf(ProtocolException.class);
  }
}
