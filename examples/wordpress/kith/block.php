<?php
/**
 * The block "Find help (Kith)" and the shortcode [kith]. Both are drawn when a page is: what is set later changes all of them.
 *
 * @package Kith
 */

namespace Kith;

defined( 'ABSPATH' ) || exit;

function register() {
	register_block_type( __DIR__ . '/find-help', array( 'render_callback' => __NAMESPACE__ . '\\draw_block' ) );
	wp_set_script_translations( 'kith-find-help-editor-script', 'kith', __DIR__ . '/languages' );
	add_shortcode( 'kith', __NAMESPACE__ . '\\draw_shortcode' );
}
add_action( 'init', __NAMESPACE__ . '\\register' );

function draw_block( $attributes ) {
	$markup = markup( $attributes );
	return '' === $markup ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $markup );
}

function draw_shortcode( $attributes ) {
	$markup = markup( shortcode_atts( ASKED, (array) $attributes, 'kith' ) );
	// The block says this in the editor; a shortcode has no other place. A preview is seen by its writer alone.
	if ( '' === $markup && is_preview() && current_user_can( 'edit_posts' ) ) {
		return '<p>' . esc_html__( 'Kith stands here, and shows nothing yet: its address or key is not set (Settings, Kith). Visitors see nothing of this.', 'kith' ) . '</p>';
	}
	return $markup;
}
