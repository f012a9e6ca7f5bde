package dev.pollen;

import dev.pollen.CommandException.Kind;
import dev.pollen.text.StrictText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The words of one command. The first one is the command, by which {@link Commands#find} tells it
 * from others; the methods that are called after the types of arguments hand out those behind it,
 * one after another, each as what is asked for:
 *
 * <pre>{@code
 * words.split(line);
 * switch (COMMANDS.find(words)) {
 *   case PUT -> {
 *     words.expect(2);
 *     String key = words.text("key", StandardCharsets.UTF_8);
 *     int length = words.toInt("length");
 *     words.end();
 *     put(key, length);
 *   }
 *   default -> throw words.unknown();
 * }
 * }</pre>
 *
 * <p>The words of a line are found as they are asked for, and nothing is copied: the bytes stay
 * where they are, and must do so until the last word has been handed out. Nothing is allocated but
 * what is handed out. Spaces and tabs are what separates words, so lines must be in a charset that
 * has ASCII's bytes for ASCII's characters, such as UTF-8.
 *
 * <p>One object serves one command after another. It belongs to one thread at a time.
 */
public final class Words {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final int[] NO_PLACES = {};
  private static final byte[][] NO_ARRAYS = {};

  /** More is given back after the command that needed it. */
  private static final int MOST_PLACES_KEPT = 64;

  private ByteBuffer source = NOTHING;
  private int commandStart;
  private int commandEnd;

  /** The word that was handed out last. */
  private int start;

  private int end;

  /** Whether words are found in a line, and not where they were added. */
  private boolean isLine;

  /** The beginning of the next word of a line, or the end of the line. */
  private int next;

  private int lineEnd;

  /** Of the words that were added: where each begins and ends. */
  private int[] places = NO_PLACES;

  private int added;

  /** How many of those were handed out. */
  private int told;

  /** How many arguments there are to be. */
  private int least;

  private int most = Integer.MAX_VALUE;

  /** Creates an object without words. */
  public Words() {}

  /**
   * Begins with the words of a line; spaces and tabs around them are ignored.
   *
   * @param line the bytes between its position and its limit, both of which stay as they are
   */
  public void split(ByteBuffer line) {
    clear();
    source = line;
    isLine = true;
    end = line.position();
    lineEnd = line.limit();
    next = behindBlanks(end);
    commandStart = next;
    if (hasNext()) {
      advance();
      commandEnd = end;
    } else {
      commandEnd = commandStart;
    }
  }

  /**
   * Begins with words that are told one by one by {@link #add}: for protocols that say how long
   * each word is, so that it may also be empty, or have spaces in it.
   *
   * @param bytes where the words are; its position and limit stay as they are
   */
  public void begin(ByteBuffer bytes) {
    clear();
    source = bytes;
  }

  /**
   * Adds a word; the first one is the command.
   *
   * @param from the index of its first byte
   * @param to the index behind its last byte
   * @throws IllegalStateException if these are the words of a line
   * @throws IndexOutOfBoundsException if the bytes do not have this range, or {@link #begin} was
   *     not called
   */
  public void add(int from, int to) {
    if (isLine) {
      throw new IllegalStateException("Words are added after begin(), not to those of a line");
    }
    Objects.checkFromToIndex(from, to, source.limit());
    if (added == 0) {
      commandStart = from;
      commandEnd = to;
      told = 1;
    }
    if (places.length == 2 * added) {
      places = Arrays.copyOf(places, Math.max(8, 4 * added));
    }
    places[2 * added] = from;
    places[2 * added + 1] = to;
    added++;
  }

  /** Forgets all words and lets go of the buffer that they are in. */
  public void clear() {
    source = NOTHING;
    isLine = false;
    start = 0;
    end = 0;
    commandStart = 0;
    commandEnd = 0;
    next = 0;
    lineEnd = 0;
    added = 0;
    told = 0;
    expectBetween(0, Integer.MAX_VALUE);
    if (places.length > MOST_PLACES_KEPT) {
      places = NO_PLACES;
    }
  }

  /**
   * The first word, whichever words were handed out.
   *
   * @return a copy; empty if there are no words
   */
  public byte[] command() {
    byte[] copy = new byte[commandEnd - commandStart];
    source.get(commandStart, copy);
    return copy;
  }

  /**
   * Counts all words, the command and those that were handed out included. For a line, this takes a
   * look at all of it.
   *
   * @return how many there are
   */
  public int count() {
    if (!isLine) {
      return added;
    }
    int count = 0;
    for (int i = commandStart; i < lineEnd; i = behindBlanks(behindWord(i))) {
      count++;
    }
    return count;
  }

  /**
   * Says how many arguments the command takes, to be called before the first one is asked for. If
   * one of them is not what it should be, and their number is not either, it is the number that is
   * told: who sends another number of words has meant something else by each.
   *
   * @param arguments how many
   */
  public void expect(int arguments) {
    expectBetween(arguments, arguments);
  }

  /**
   * As {@link #expect}, for a command that takes all further words.
   *
   * @param arguments how many there are at least
   */
  public void expectAtLeast(int arguments) {
    expectBetween(arguments, Integer.MAX_VALUE);
  }

  private void expectBetween(int newLeast, int newMost) {
    least = newLeast;
    most = newMost;
  }

  /**
   * Whether there is a word that was not handed out.
   *
   * @return whether one is left
   */
  public boolean hasNext() {
    return isLine ? next < lineEnd : told < added;
  }

  /**
   * The next word as text.
   *
   * @param name what the argument is called in messages
   * @param charset its charset
   * @return the text
   * @throws CommandException if there is no word left
   * @throws CharacterCodingException if the charset does not know these bytes
   */
  public String text(String name, Charset charset)
      throws CommandException, CharacterCodingException {
    next(name);
    return StrictText.decode(source, start, end, charset);
  }

  /**
   * The next word as bytes.
   *
   * @param name what the argument is called in messages
   * @return a copy
   * @throws CommandException if there is no word left
   */
  public byte[] bytes(String name) throws CommandException {
    next(name);
    return copy();
  }

  /**
   * The next word as a decimal number: digits of ASCII, perhaps with a {@code -} or {@code +}
   * before them.
   *
   * @param name what the argument is called in messages
   * @return the number
   * @throws CommandException if there is no word left, or it is no such number
   */
  public byte toByte(String name) throws CommandException {
    return (byte) number(name, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  /**
   * The next word as a decimal number, like {@link #toByte}.
   *
   * @param name what the argument is called in messages
   * @return the number
   * @throws CommandException if there is no word left, or it is no such number
   */
  public short toShort(String name) throws CommandException {
    return (short) number(name, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /**
   * The next word as a decimal number, like {@link #toByte}.
   *
   * @param name what the argument is called in messages
   * @return the number
   * @throws CommandException if there is no word left, or it is no such number
   */
  public int toInt(String name) throws CommandException {
    return (int) number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /**
   * The next word as a decimal number, like {@link #toByte}.
   *
   * @param name what the argument is called in messages
   * @return the number
   * @throws CommandException if there is no word left, or it is no such number
   */
  public long toLong(String name) throws CommandException {
    return number(name, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * The next word as a constant of an enum, by its name.
   *
   * @param <E> the enum
   * @param name what the argument is called in messages
   * @param constants those that are allowed
   * @param ignoresCase whether letters of ASCII may be small or capital
   * @return the first of these that has the name
   * @throws CommandException if there is no word left, or it is the name of none of them
   */
  public <E extends Enum<E>> E constant(String name, E[] constants, boolean ignoresCase)
      throws CommandException {
    next(name);
    for (E constant : constants) {
      if (Ascii.isText(source, start, end, constant.name(), ignoresCase)) {
        return constant;
      }
    }
    String names = Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    throw wrong(Kind.NOT_A_CONSTANT, name, "which is none of " + names);
  }

  /**
   * All words that are left, as texts.
   *
   * @param charset their charset
   * @return the texts; none if no word is left
   * @throws CharacterCodingException if the charset does not know the bytes of one of them
   */
  public String[] texts(Charset charset) throws CharacterCodingException {
    List<String> texts = new ArrayList<>();
    while (hasNext()) {
      advance();
      texts.add(StrictText.decode(source, start, end, charset));
    }
    return texts.toArray(String[]::new);
  }

  /**
   * All words that are left, as bytes.
   *
   * @return a copy of each; none if no word is left
   */
  public byte[][] arrays() {
    if (!hasNext()) {
      return NO_ARRAYS;
    }
    List<byte[]> arrays = new ArrayList<>();
    while (hasNext()) {
      advance();
      arrays.add(copy());
    }
    return arrays.toArray(byte[][]::new);
  }

  /**
   * The rest of the line as it stands, without the spaces and tabs around it. Of words that were
   * {@linkplain #add added}, those that are left, with a space between each two.
   *
   * @param charset its charset
   * @return the text; empty if no word is left
   * @throws CharacterCodingException if the charset does not know these bytes
   */
  public String rest(Charset charset) throws CharacterCodingException {
    if (!isLine) {
      return String.join(" ", texts(charset));
    }
    start = next;
    end = lineEnd;
    while (end > start && Ascii.isBlank(source.get(end - 1))) {
      end--;
    }
    next = lineEnd;
    return StrictText.decode(source, start, end, charset);
  }

  /**
   * Ends the arguments.
   *
   * @throws CommandException if a word is left
   */
  public void end() throws CommandException {
    if (hasNext()) {
      advance();
      throw failed(Kind.EXTRA_ARGUMENT, "\"" + shown() + "\" is more than it takes");
    }
  }

  /**
   * A failure that says that nobody serves this command, for the caller to throw.
   *
   * @return the failure
   */
  public CommandException unknown() {
    String command = shownCommand();
    return new CommandException(
        Kind.UNKNOWN_COMMAND,
        command,
        commandStart == commandEnd ? "No command" : "Unknown command \"" + command + '"');
  }

  ByteBuffer source() {
    return source;
  }

  int commandStart() {
    return commandStart;
  }

  int commandEnd() {
    return commandEnd;
  }

  private void next(String name) throws CommandException {
    if (!hasNext()) {
      throw failed(Kind.MISSING_ARGUMENT, "the argument " + name + " is missing");
    }
    advance();
  }

  private void advance() {
    if (isLine) {
      start = next;
      end = behindWord(start);
      next = behindBlanks(end);
    } else {
      start = places[2 * told];
      end = places[2 * told + 1];
      told++;
    }
  }

  private int behindBlanks(int from) {
    int i = from;
    while (i < lineEnd && Ascii.isBlank(source.get(i))) {
      i++;
    }
    return i;
  }

  private int behindWord(int from) {
    int i = from;
    while (i < lineEnd && !Ascii.isBlank(source.get(i))) {
      i++;
    }
    return i;
  }

  private byte[] copy() {
    byte[] copy = new byte[end - start];
    source.get(start, copy);
    return copy;
  }

  private long number(String name, long least, long most) throws CommandException {
    next(name);
    byte first = start < end ? source.get(start) : 0;
    int i = first == '-' || first == '+' ? start + 1 : start;
    if (i == end) {
      throw wrong(Kind.NOT_A_NUMBER, name, "which is no number");
    }
    // Counted downwards, since there is one negative number more than there are positive ones.
    long negative = 0;
    boolean isInRange = true;
    for (; i < end; i++) {
      int digit = source.get(i) - '0';
      if (digit < 0 || digit > 9) {
        throw wrong(Kind.NOT_A_NUMBER, name, "which is no number");
      }
      isInRange &= negative >= Long.MIN_VALUE / 10 && negative * 10 >= Long.MIN_VALUE + digit;
      negative = negative * 10 - digit;
    }
    isInRange &= first == '-' || negative != Long.MIN_VALUE;
    long number = first == '-' ? negative : -negative;
    if (!isInRange || number < least || number > most) {
      throw wrong(Kind.OUT_OF_RANGE, name, "which is not within " + least + " and " + most);
    }
    return number;
  }

  private CommandException wrong(Kind kind, String name, String why) {
    int arguments = count() - 1;
    if (arguments < least) {
      return failed(Kind.MISSING_ARGUMENT, "too few arguments: " + arguments);
    }
    if (arguments > most) {
      return failed(Kind.EXTRA_ARGUMENT, "too many arguments: " + arguments);
    }
    return failed(kind, "the argument " + name + " is \"" + shown() + "\", " + why);
  }

  private CommandException failed(Kind kind, String what) {
    String command = shownCommand();
    return new CommandException(kind, command, command + ": " + what);
  }

  private String shownCommand() {
    return Ascii.show(source, commandStart, commandEnd);
  }

  private String shown() {
    return Ascii.show(source, start, end);
  }
}
