@org.jspecify.annotations.NullMarked
package org.goldcard.verifying.kit;
