package dev.pollen.benchmark.work;

import java.util.ArrayList;
import java.util.List;

/** Everything that can be measured, in the order in which it is. */
public final class Works {
  private Works() {}

  /** All works. */
  public static List<Work> all() {
    List<Work> works = new ArrayList<>(ServerWorks.all());
    works.add(new IdleWork());
    works.add(new DownloadWork(false));
    works.add(new DownloadWork(true));
    works.addAll(TaskWork.all());
    works.add(new StartWork());
    works.add(new JarWork());
    works.add(new CompileWork());
    return works;
  }
}
