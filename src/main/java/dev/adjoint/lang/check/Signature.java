package dev.adjoint.lang.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a built-in function takes, as its row writes it: `x, axis = all, keepdims = true`, or
/// `*values` for any number. What stands behind `=` tells a reader what is meant by leaving the
/// argument out.
public record Signature(List<Parameter> parameters) {
  /// One parameter.
  ///
  /// @param fallback what is meant when it is left out; a parameter without is needed
  /// @param many whether it takes all unnamed arguments
  public record Parameter(String name, Optional<String> fallback, boolean many) {}

  public Signature {
    parameters = List.copyOf(parameters);
  }

  static Signature parse(String text) {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",")) {
      String[] sides = part.split("=", 2);
      String name = sides[0].trim();
      Optional<String> fallback = Arrays.stream(sides).skip(1).map(String::trim).findFirst();
      boolean many = name.startsWith("*");
      parameters.add(new Parameter(many ? name.substring(1) : name, fallback, many));
    }
    return new Signature(parameters);
  }

  List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }

  Optional<Parameter> find(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /// As the row writes it.
  @Override
  public String toString() {
    return String.join(
        ", ",
        parameters.stream()
            .map(
                p -> (p.many() ? "*" : "") + p.name() + p.fallback().map(f -> " = " + f).orElse(""))
            .toList());
  }
}
