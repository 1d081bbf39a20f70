@NullMarked
package org.goldcard.partners.quota;

import org.jspecify.annotations.NullMarked;
