package dev.pollen.linux;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many bytes of code the methods of a class file have (The Java Virtual Machine Specification,
 * chapter 4). The API that reads class files came after the JDK that these tests have to run on.
 */
final class CodeSizes {
  private static final int CONSTANT_UTF8 = 1;
  private static final int CONSTANT_LONG = 5;
  private static final int CONSTANT_DOUBLE = 6;
  private static final int CONSTANT_CLASS = 7;
  private static final int CONSTANT_STRING = 8;
  private static final int CONSTANT_METHOD_HANDLE = 15;
  private static final int CONSTANT_METHOD_TYPE = 16;
  private static final int CONSTANT_MODULE = 19;
  private static final int CONSTANT_PACKAGE = 20;

  private final DataInputStream in;
  private final Map<Integer, String> texts = new LinkedHashMap<>();
  private final Map<String, Integer> sizes = new LinkedHashMap<>();

  private CodeSizes(byte[] classFile) {
    in = new DataInputStream(new ByteArrayInputStream(classFile));
  }

  /** By name and descriptor, for the methods that have code. */
  static Map<String, Integer> of(byte[] classFile) throws IOException {
    CodeSizes sizes = new CodeSizes(classFile);
    sizes.read();
    return sizes.sizes;
  }

  private void read() throws IOException {
    in.skipNBytes(2 * Integer.BYTES); // the magic number and the version
    readConstants();
    in.skipNBytes(3 * Short.BYTES); // flags, this class, its superclass
    in.skipNBytes((long) Short.BYTES * in.readUnsignedShort()); // interfaces
    readMembers(); // fields, none of which has code
    readMembers();
  }

  private void readConstants() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case CONSTANT_UTF8 -> texts.put(i, in.readUTF());
        case CONSTANT_LONG, CONSTANT_DOUBLE -> {
          in.skipNBytes(Long.BYTES);
          i++; // takes two places
        }
        case CONSTANT_METHOD_HANDLE -> in.skipNBytes(Byte.BYTES + Short.BYTES);
        case CONSTANT_CLASS,
            CONSTANT_STRING,
            CONSTANT_METHOD_TYPE,
            CONSTANT_MODULE,
            CONSTANT_PACKAGE ->
            in.skipNBytes(Short.BYTES);
        default -> in.skipNBytes(2 * Short.BYTES); // numbers and pairs of indices
      }
    }
  }

  private void readMembers() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      in.skipNBytes(Short.BYTES); // flags
      String name = texts.get(in.readUnsignedShort());
      String member = name + texts.get(in.readUnsignedShort());
      readAttributes(member);
    }
  }

  private void readAttributes(String member) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      String attribute = texts.get(in.readUnsignedShort());
      long length = Integer.toUnsignedLong(in.readInt());
      if ("Code".equals(attribute)) {
        in.skipNBytes(2 * Short.BYTES); // the depth of the stack and the number of variables
        int size = in.readInt();
        sizes.put(member, size);
        in.skipNBytes(length - 2 * Short.BYTES - Integer.BYTES);
      } else {
        in.skipNBytes(length);
      }
    }
  }
}
