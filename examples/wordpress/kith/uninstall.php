<?php
/**
 * Deleting the plugin deletes what it kept: its settings. There is nothing else.
 *
 * @package Kith
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	$kith_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $kith_sites as $kith_site ) {
		switch_to_blog( $kith_site );
		delete_option( 'kith' );
		restore_current_blog();
	}
} else {
	delete_option( 'kith' );
}
