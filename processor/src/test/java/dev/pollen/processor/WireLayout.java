package dev.pollen.processor;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What records look like on the wire, said a second time and in other words, with the plainest code
 * that can write it: a reference for generated codecs, and a source of messages.
 *
 * <p>The words of a record are those of its components: {@code u2B} and {@code s2L} are numbers of
 * two bytes without and with sign, the highest byte first or last; {@code f} are floating; {@code
 * z1} and {@code e1} are truth values and enums; {@code p1B} has a prefix of one byte; {@code x8}
 * has 8 bytes; {@code r} is another record; {@code c2B} before one of these is a list of it.
 */
record WireLayout(Map<String, String> words) {
  private static final int MOST = 12;
  private static final String ALPHABET = "abc äßé€ 0123456789 \uFFFD\uD83D\uDE00";

  /** A message with whatever values it can have. */
  Object random(Class<?> record, Random random) throws ReflectiveOperationException {
    String[] each = words(record);
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    int word = 0;
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      if (each[word].startsWith("c")) {
        List<Object> list = new ArrayList<>();
        int size = random.nextInt(MOST);
        Class<?> type = elementType(components[i]);
        for (int n = 0; n < size; n++) {
          list.add(value(type, each[word + 1], random));
        }
        values[i] = list;
        word += 2;
      } else {
        values[i] = value(types[i], each[word++], random);
      }
    }
    var constructor = record.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private String[] words(Class<?> record) {
    return words.getOrDefault(record.getSimpleName(), "").split(" +");
  }

  private static Class<?> elementType(RecordComponent component) {
    return (Class<?>)
        ((java.lang.reflect.ParameterizedType) component.getGenericType())
            .getActualTypeArguments()[0];
  }

  private Object value(Class<?> type, String word, Random random)
      throws ReflectiveOperationException {
    char kind = word.charAt(0);
    if (kind == 'r') {
      return random(type, random);
    } else if (kind == 'z') {
      return random.nextBoolean();
    } else if (kind == 'e') {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    } else if (type == String.class) {
      return text(word, random);
    } else if (type == byte[].class) {
      byte[] bytes = new byte[kind == 'x' ? number(word) : random.nextInt(MOST)];
      random.nextBytes(bytes);
      return bytes;
    }
    long bits = random.nextLong();
    int unused = 64 - 8 * width(word);
    return boxed(type, kind == 'u' ? bits >>> unused : bits >> unused);
  }

  private static String text(String word, Random random) {
    StringBuilder text = new StringBuilder();
    boolean isPlain = word.startsWith("x") || word.endsWith("w");
    int most = word.startsWith("x") ? number(word) + 1 : MOST / 2;
    for (int left = random.nextInt(most); left > 0; left--) {
      int at = random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length()));
      int c = ALPHABET.codePointAt(ALPHABET.offsetByCodePoints(0, at));
      text.appendCodePoint(isPlain && c > 127 ? 'x' : c);
    }
    return text.toString();
  }

  private static Object boxed(Class<?> type, long bits) {
    return switch (type.getSimpleName()) {
      case "byte", "Byte" -> (byte) bits;
      case "short", "Short" -> (short) bits;
      case "char", "Character" -> (char) bits;
      case "int", "Integer" -> (int) bits;
      case "float", "Float" -> Float.intBitsToFloat((int) bits & 0xFF7F_FFFF);
      case "double", "Double" -> Double.longBitsToDouble(bits & ~(1L << 52));
      default -> bits;
    };
  }

  /** The bytes of a message. */
  byte[] bytes(Object message) throws ReflectiveOperationException {
    ByteBuffer out = ByteBuffer.allocate(1 << 16);
    write(message, out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private void write(Object message, ByteBuffer out) throws ReflectiveOperationException {
    String[] each = words(message.getClass());
    int word = 0;
    for (Object value : values(message)) {
      if (each[word].startsWith("c")) {
        List<?> list = (List<?>) value;
        put(list.size(), each[word], out);
        for (Object element : list) {
          write(element, each[word + 1], out);
        }
        word += 2;
      } else {
        write(value, each[word++], out);
      }
    }
  }

  private void write(Object value, String word, ByteBuffer out)
      throws ReflectiveOperationException {
    switch (word.charAt(0)) {
      case 'r' -> write(value, out);
      case 'z' -> out.put((byte) (value.equals(true) ? 1 : 0));
      case 'e' -> put(place(value), word, out);
      case 'p' -> {
        put(raw(value, word).length, word, out);
        out.put(raw(value, word));
      }
      case 'x' -> out.put(Arrays.copyOf(raw(value, word), number(word)));
      default -> put(bits(value), word, out);
    }
  }

  /** Which of its enum a constant is. */
  private static int place(Object constant) {
    return List.of(((Enum<?>) constant).getDeclaringClass().getEnumConstants()).indexOf(constant);
  }

  private static byte[] raw(Object value, String word) {
    Charset charset = word.endsWith("w") ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
    return value instanceof byte[] bytes ? bytes : ((String) value).getBytes(charset);
  }

  private static long bits(Object value) {
    if (value instanceof Float number) {
      return Float.floatToRawIntBits(number);
    } else if (value instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    return value instanceof Character c ? c : ((Number) value).longValue();
  }

  private static void put(long bits, String word, ByteBuffer out) {
    byte[] big = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN).putLong(bits).array();
    for (int i = 0; i < width(word); i++) {
      out.put(word.contains("L") ? big[7 - i] : big[8 - width(word) + i]);
    }
  }

  private static int width(String word) {
    return Character.digit(word.charAt(1), 10);
  }

  private static int number(String word) {
    return Integer.parseInt(word.replaceAll("\\D", ""));
  }

  /** What a message consists of, arrays as lists: what two of them must have in common. */
  static List<Object> values(Object message) throws ReflectiveOperationException {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : message.getClass().getRecordComponents()) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      values.add(accessor.invoke(message));
    }
    return values;
  }
}
