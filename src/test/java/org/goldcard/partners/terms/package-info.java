@NullMarked
package org.goldcard.partners.terms;

import org.jspecify.annotations.NullMarked;
