/** What the product promises about kills and outages, shown on real processes and real services. */
package io.flipside.durability;
