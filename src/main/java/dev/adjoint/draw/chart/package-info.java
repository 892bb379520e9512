/// Plots of numbers.
package dev.adjoint.draw.chart;
