/**
 * Measures the clients beside what else there is for the JVM.
 *
 * <pre>{@code
 * ./mvnw -q package -Pbenchmarks -pl examples/benchmarks -am -DskipTests
 * java -jar examples/benchmarks/target/benchmarks.jar FlagBenchmark -prof gc
 * }</pre>
 */
package io.tajo.examples.benchmarks;
