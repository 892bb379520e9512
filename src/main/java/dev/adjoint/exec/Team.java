package dev.adjoint.exec;

import java.util.function.IntConsumer;

final class Team {
  private Team() {}

  static void forEach(int tasks, IntConsumer task) {
    for (int i = 0; i < tasks; i++) {
      task.accept(i);
    }
  }
}
