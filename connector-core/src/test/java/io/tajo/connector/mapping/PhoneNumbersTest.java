package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The library as an application has it that left libphonenumber out. */
class PhoneNumbersTest {

    /** Loads the package anew, and finds no libphonenumber. */
    private static final class WithoutLibrary extends ClassLoader {
        private static final String PACKAGE = "io.tajo.connector.mapping.";

        WithoutLibrary() {
            super(PhoneNumbersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.google.i18n.")) throw new ClassNotFoundException(name);
            if (!name.startsWith(PACKAGE)) return super.loadClass(name, resolve);
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (code == null) throw new ClassNotFoundException(name);
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static Object call(String type, String method, String argument) throws Throwable {
        Method called =
                new WithoutLibrary().loadClass(WithoutLibrary.PACKAGE + type).getDeclaredMethod(method, String.class);
        called.setAccessible(true);
        try {
            return called.invoke(null, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void phone_withoutLibphonenumber_namesTheDependencyInOneLine() {
        assertThatThrownBy(() -> call("Transforms", "phone", "FR"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("com.googlecode.libphonenumber:libphonenumber")
                .hasMessageNotContaining("\n");
    }

    @Test
    void international_withoutLibphonenumber_checksTheForm() throws Throwable {
        assertThat(call("PhoneNumbers", "international", "0033 6 12-34-56-78")).isEqualTo("+33612345678");
        assertThat(call("PhoneNumbers", "international", "33612345678")).isEqualTo("+33612345678");
        assertThatThrownBy(() -> call("PhoneNumbers", "international", "06 12 34 56 78"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
